import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  memoriesOf,
  type Memories,
  memoryLimit,
  remember,
} from '../../../functions/core/poll/pending.ts';

const never = (): boolean => false;

describe('what polls remember', () => {
  it('is what was given, where there is nothing new', () => {
    const before = {a: {since: 1, firm: 2}, b: {since: 1}};
    const sightings = [{key: 'b', usualSeconds: 600}, {key: 'a'}];
    assert.equal(remember(before, sightings, never, 9), before);
    assert.deepEqual(remember({}, [], never, 9), {});
  });

  it('forgets what is not seen any more, unless nobody could look', () => {
    const before = {a: {since: 1}, b: {since: 1}};
    assert.deepEqual(
      remember(before, [], key => key === 'b', 9),
      {b: {since: 1}},
    );
  });

  it('counts what is firm by itself, and forgets it when it may end by itself again', () => {
    const seen = remember({}, [{key: 'a', usualSeconds: 600}], never, 1);
    const firm = remember(seen, [{key: 'a'}], never, 5);
    assert.deepEqual([seen, firm], [{a: {since: 1}}, {a: {since: 1, firm: 5}}]);
    assert.deepEqual(remember(firm, [{key: 'a', usualSeconds: 600}], never, 7), seen);
  });

  it('is bounded, and keeps what it knows already', () => {
    const many = Array.from({length: memoryLimit + 5}, (_, n) => ({key: `k${n}`}));
    const first = remember({}, many, never, 1);
    const second = remember(first, [{key: 'new'}, ...many], never, 2);
    assert.equal(Object.keys(first).length, memoryLimit);
    assert.equal(second, first);
  });

  it('comes back from JSON as it was, whatever else stands there', () => {
    const seen = fc.record({since: fc.nat(), firm: fc.nat()}, {requiredKeys: ['since']});
    fc.assert(
      // The two that are written over below stand there as something else.
      fc.property(fc.dictionary(fc.string(), seen), all => {
        const {'x|': _x, 'y|': _y, ...memories} = all;
        const value = JSON.parse(JSON.stringify(memories)) as Memories;
        assert.deepEqual(memoriesOf({...value, 'x|': null, 'y|': {since: 'soon'}}), value);
      }),
    );
    assert.deepEqual(memoriesOf(undefined), {});
  });
});
