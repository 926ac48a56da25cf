import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {retryAfter} from '../../../functions/adapters/http/map-error.ts';

const now = Date.UTC(2026, 10, 22, 3, 0, 0);

describe('Retry-After', () => {
  for (const [header, expected] of [
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['61', 60_000],
    ['99999999999999999999', 60_000],
    ['Sun, 22 Nov 2026 03:00:12 GMT', 12_000],
    ['Sun, 22 Nov 2026 04:00:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 02:00:00 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
    ['Sun, 99 Nov 2026 99:99:99 GMT', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(header)} as ${String(expected)}`, () => {
      assert.equal(retryAfter(header, now), expected);
    });
  }
});
