import assert from 'node:assert/strict';
import fc from 'fast-check';
import {verbs} from '../../../functions/core/incident/verb.ts';
import {type Press, pressOf, pressText} from '../../../functions/core/interaction/press.ts';

const hex = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: length,
    maxLength: length,
  });
const presses: fc.Arbitrary<Press> = fc.record({
  verb: fc.constantFrom(...verbs),
  incident: fc.tuple(hex(10), fc.nat(999_999_999)).map(([key, epoch]) => `${key}-${epoch}`),
  run: fc.nat(999_999),
  token: fc.oneof(fc.constant(''), hex(32)),
});

describe('what a button carries', () => {
  it('is read back as it was written, in at most 100 characters of plain ASCII', () => {
    fc.assert(
      fc.property(presses, press => {
        const text = pressText(press);
        assert.deepEqual(pressOf(text), {...press});
        assert.match(text, /^[\x21-\x7e ]{1,100}$/);
      }),
    );
  });

  it('is nothing once a character of it is another', () => {
    fc.assert(
      fc.property(presses, fc.nat(), fc.string({minLength: 1, maxLength: 1}), (press, at, one) => {
        const text = pressText(press);
        const changed = text.slice(0, at % text.length) + one + text.slice((at % text.length) + 1);
        const read = pressOf(changed);
        if (changed !== text) assert.notDeepEqual(read, press);
        if (read !== undefined) assert.equal(pressText(read), changed);
      }),
    );
  });

  it('of another version, another form or no text at all is nothing', () => {
    const [text] = fc.sample(presses, 1).map(pressText);
    for (const other of [
      text?.replace(/^1/, '2'),
      `${text ?? ''} `,
      ` ${text ?? ''}`,
      '',
      7,
      null,
      {},
    ]) {
      assert.equal(pressOf(other), undefined);
    }
  });
});
