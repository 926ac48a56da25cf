import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import {csv} from '../../../functions/console/server/csv.ts';

/** Reads it as RFC 4180 says. */
function parsed(text: string): readonly (readonly string[])[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n$/, '')
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}

describe('comma-separated values', () => {
  it('give every text back, and none as a formula', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '=1+1',
        '+1',
        '-1',
        '@SUM(A1)',
        '\t=1',
        '\r=1',
        ' =1',
        '＝1',
        '=cmd|"/c calc"!A1',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(text, {minLength: 2, maxLength: 4}), row => {
        const [, read] = parsed(csv(['a', 'b'], [row]));
        row.forEach((one, at) => {
          const cell = read?.[at] ?? '';
          assert.equal(cell.replace(/^'/, ''), one.replace(/^'/, ''));
          assert.ok(!/^[\s\u0000-\u0020]*[=+\-@＝＋－＠]/u.test(cell), JSON.stringify(cell));
        });
      }),
    );
  });

  it('keeps numbers as numbers, also below zero', () => {
    assert.equal(csv(['n'], [[-5], [undefined]]), '\uFEFF"n"\r\n-5\r\n""\r\n');
  });
});
