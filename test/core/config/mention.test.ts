import assert from 'node:assert/strict';
import fc from 'fast-check';
import {mentionOf} from '../../../functions/core/config/mention.ts';

describe('a mention', () => {
  for (const [text, kind, id] of [
    ['U012AB3CD', 'slack-user', 'U012AB3CD'],
    ['<@W012AB3CD>', 'slack-user', 'W012AB3CD'],
    ['S012AB3CD', 'slack-group', 'S012AB3CD'],
    ['<!subteam^S012AB3CD>', 'slack-group', 'S012AB3CD'],
    ['users/123456', 'google-chat-user', '123456'],
    ['<users/123456>', 'google-chat-user', '123456'],
  ] as const) {
    it(`is read from ${text}`, () => {
      assert.deepEqual(mentionOf(text), {kind, id});
    });
  }

  it('is nothing that calls a whole channel, and no free text', () => {
    for (const text of [
      '<!here>',
      '<!channel>',
      '<!everyone>',
      '@here',
      'users/all',
      '<users/all>',
      '<@U012AB3CD',
      'U012AB3CD>',
      '<@U012AB3CD|kim>',
      '<!subteam^S012AB3CD|oncall>',
      'u012ab3cd',
      'U012AB3CD\n<!here>',
      '',
    ]) {
      assert.equal(mentionOf(text), undefined, text);
    }
  });

  it('holds letters and digits only, whatever is given', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        assert.match(mentionOf(text)?.id ?? 'X', /^[A-Z0-9]+$/);
      }),
    );
  });
});
