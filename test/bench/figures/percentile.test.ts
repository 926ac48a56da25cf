import assert from 'node:assert/strict';
import fc from 'fast-check';
import {percentile} from '../../../bench/figures/percentile.ts';

describe('a percentile', () => {
  it('is one of the numbers, by its rank', () => {
    const hundred = Array.from({length: 100}, (_, index) => 100 - index);
    assert.equal(percentile(hundred, 50), 50);
    assert.equal(percentile(hundred, 99), 99);
    assert.equal(percentile(hundred, 100), 100);
    assert.equal(percentile([7], 99), 7);
    assert.equal(percentile([3, 1, 2], 0), 1);
  });

  it('is NaN of none', () => {
    assert.equal(percentile([], 50), Number.NaN);
  });

  it('is not exceeded by that share of them, and by no smaller number is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), {minLength: 1, maxLength: 50}),
        fc.integer({min: 1, max: 100}),
        (numbers, percent) => {
          const found = percentile(numbers, percent);
          const within = (limit: number) => numbers.filter(one => one <= limit).length;
          const wanted = (percent / 100) * numbers.length;
          assert.ok(numbers.includes(found));
          assert.ok(within(found) >= wanted);
          assert.ok(within(found - 1) < wanted);
        },
      ),
    );
  });
});
