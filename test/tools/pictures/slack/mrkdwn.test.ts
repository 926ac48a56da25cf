import assert from 'node:assert/strict';
import {mrkdwn} from '../../../../tools/pictures/slack/mrkdwn.ts';

const now = Date.parse('2026-11-22T15:30:00Z');

function en(text: string): string {
  return mrkdwn(text, {locale: 'en', now}).html;
}

describe('markup of Slack in pictures', () => {
  it('is what Slack makes of it', () => {
    assert.equal(en('*Risk* none'), '<b>Risk</b> none');
    assert.equal(en('a `b *c*` d'), 'a <code>b *c*</code> d');
    assert.equal(en('one\ntwo'), 'one<br />two');
    assert.equal(en('<https://shop.example/?a=1&amp;b|Logs> &lt;b&gt;'), '<a>Logs</a> &lt;b&gt;');
    assert.equal(en('*all `of` it*'), '<b>all <code>of</code> it</b>');
  });

  it('counts between words only', () => {
    for (const text of ['2*3*4', '`name`이', 'a_b_c', '* no *', '`open']) {
      assert.doesNotMatch(en(text), /<(?:b|i|code)>/, text);
    }
  });

  it('has times of the reader', () => {
    const at = now / 1000;
    const token = `<!date^${at}^{date_short_pretty} {time}|2026-11-22 15:30 UTC>`;
    assert.equal(en(token), 'today 3:30 PM');
    const early = Date.parse('2026-11-22T14:30:00Z');
    assert.equal(mrkdwn(token, {locale: 'ko', now: early}).html, '내일 오전 12:30');
    assert.equal(en('<!date^1795219200^{date_short_pretty}|x>'), 'yesterday');
    assert.equal(en('<!date^1790000000^{date_short_pretty}|x>'), 'Sep 21, 2026');
    assert.throws(() => en('<!date^1790000000^{ago}|x>'), /\{ago\}/);
  });
});
