import assert from 'node:assert/strict';

import fc from 'fast-check';

import {parse} from '../../functions/filter/parse.ts';
import {quote} from '../../functions/filter/quote.ts';

function valueOf(literal: string): string {
  const query = parse(`jsonPayload.f=${literal}`);
  assert.ok(query.kind === 'compare' && query.value.kind === 'text');
  return query.value.text;
}

describe('filter quote', () => {
  it('writes any text so that it is read as it was', () => {
    const units = fc.constantFrom(
      '"',
      '\\',
      'n',
      'u',
      'x',
      '0',
      '7',
      '\n',
      '\u0007',
      '\u009f',
      '\ud83d',
      'é',
      '🙂',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.string({unit: units})), text => {
        assert.equal(valueOf(quote(text)), text);
      }),
    );
  });

  it('keeps a literal on one line', () => {
    assert.equal(quote('a "b"\\\n\t\r\u0000'), String.raw`"a \"b\"\\\n\t\r\u0000"`);
  });

  const read: readonly (readonly [string, string])[] = [
    [String.raw`"\"foo\""`, '"foo"'],
    [String.raw`"a\\d"`, 'a\\d'],
    [String.raw`"\t\n\r\'"`, "\t\n\r'"],
    [String.raw`"\377\x41\u00e9"`, '\u00ffAé'],
    // What is no escape of the language belongs to the pattern.
    [String.raw`"\.istio\.io \d \b \8 \u12"`, String.raw`\.istio\.io \d \b \8 \u12`],
    ['"two\nlines"', 'two\nlines'],
    ['"한국 🙂"', '한국 🙂'],
  ];
  for (const [literal, text] of read) {
    it(`reads ${JSON.stringify(literal)}`, () => {
      assert.equal(valueOf(literal), text);
    });
  }
});
