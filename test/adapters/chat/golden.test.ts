import assert from 'node:assert/strict';
import {golden, rendered} from './golden.ts';

describe('golden messages', () => {
  for (const locale of ['en', 'ko'] as const) {
    it(`look as they were read and accepted, ${locale}`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(rendered(locale))), golden(locale));
    });
  }
});
