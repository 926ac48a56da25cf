import assert from 'node:assert/strict';
import {styleText} from 'node:util';
import fc from 'fast-check';
import {visible} from '../../../functions/core/lib/visible.ts';

/** Everything that a terminal or a log reader obeys, hides or breaks a line at, but line feed and tab. */

const obeyed =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe('what reaches a terminal', () => {
  it('shows what was to steer it', () => {
    assert.equal(visible('a\u001b]0;owned\u0007b'), 'a\\u001b]0;owned\\u0007b');
    assert.equal(visible('\u009b2Jx\u202egnp.exe\u2028'), '\\u009b2Jx\\u202egnp.exe\\u2028');
    assert.equal(visible('one\r\ntwo'), 'one\\u000d\ntwo');
    assert.equal(visible('\u{e0041}'), '\\udb40\\udc41');
  });

  it('keeps our own colours where there are some, and no other sequence', () => {
    const red = styleText('red', 'broken', {validateStream: false});
    assert.equal(visible(red, true), red);
    assert.ok(!visible(red).includes('\u001b'));
    const hidden = '\u001b[8mhidden\u001b[7m\u001b[31;8m';
    assert.equal(visible(hidden, true), hidden.replaceAll('\u001b', '\\u001b'));
  });

  it('keeps text in any script, and what people read in it', () => {
    for (const text of ['프로비저닝이 중단되었습니다', 'café\tü\n', '🟢 ok', 'שלום']) {
      assert.equal(visible(text), text);
    }
  });

  it('has nothing in it that is obeyed, whatever came in', () => {
    const any = fc.string({unit: 'binary', maxLength: 60});
    fc.assert(
      fc.property(any, text => {
        assert.doesNotMatch(visible(text), obeyed);
        assert.doesNotMatch(visible(text, true).replaceAll(/\u001b\[\d+m/g, ''), obeyed);
      }),
    );
  });

  it('is the same value in JSON', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme-composite'}), fc.string({unit: 'binary'}), (a, b) => {
        const value = {a, b: `${b}\u202e\u009b`.toWellFormed()};
        assert.deepEqual(JSON.parse(visible(JSON.stringify(value))), value);
      }),
    );
  });
});
