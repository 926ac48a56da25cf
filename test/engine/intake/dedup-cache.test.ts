import assert from 'node:assert/strict';
import fc from 'fast-check';
import {Recent} from '../../../functions/engine/intake/dedup-cache.ts';

describe('Recent', () => {
  it('holds the newest names and what was last set for them, like a list that is cut', () => {
    const sets = fc.array(fc.tuple(fc.integer({min: 0, max: 12}), fc.nat(99)), {maxLength: 60});
    fc.assert(
      fc.property(fc.integer({min: 1, max: 8}), sets, (limit, all) => {
        const recent = new Recent<number>(limit);
        let expected: (readonly [number, number])[] = [];
        for (const [name, value] of all) {
          recent.set(`${name}`, value);
          expected = expected.some(([one]) => one === name)
            ? expected.map(one => (one[0] === name ? [name, value] : one))
            : [...expected, [name, value] as const].slice(-limit);
        }
        for (let name = 0; name <= 12; name += 1) {
          const known = expected.find(([one]) => one === name);
          assert.equal(recent.get(`${name}`), known?.[1]);
        }
      }),
    );
  });
});
