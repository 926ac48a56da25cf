import assert from 'node:assert/strict';
import fc from 'fast-check';
import {longestQuery, parse} from '../../functions/filter/parse.ts';
import {writable} from './arbitrary.ts';
import {print} from './print.ts';

describe('filter print', () => {
  it('writes what parses to the same query, and the same text again', () => {
    fc.assert(
      fc.property(writable, query => {
        const text = print(query);
        fc.pre(text.length <= longestQuery);
        const again = parse(text);
        assert.deepEqual(again, query);
        assert.equal(print(again), text);
      }),
      {numRuns: 500},
    );
  });

  const canonical: readonly (readonly [string, string])[] = [
    ['', ''],
    ['  -- nothing but a comment', ''],
    ['a b', '"a" AND "b"'],
    ['a OR b c', '("a" OR "b") AND "c"'],
    ['-severity=error', 'NOT severity="error"'],
    ['NOT (NOT a)', 'NOT (NOT "a")'],
    ['NOT (a OR b)', 'NOT ("a" OR "b")'],
    ['textPayload:(unicorn phoenix)', 'textPayload:("unicorn" AND "phoenix")'],
    ['jsonPayload.a=(NOT "x")', 'jsonPayload.a=(NOT "x")'],
    ['jsonPayload.a=(NOT (NOT "x") OR (b c))', 'jsonPayload.a=(NOT (NOT "x") OR ("b" AND "c"))'],
    ['jsonPayload.a=NULL_VALUE', 'jsonPayload.a=NULL_VALUE'],
    ['jsonPayload.a="NULL_VALUE"', 'jsonPayload.a="NULL_VALUE"'],
    ['labels."k8s.io/x" : *', 'labels."k8s.io/x":*'],
    ['protoPayload.@type=x', 'protoPayload.@type="x"'],
    ['LOG_ID(events)', 'log_id("events")'],
    ['sample(insertId,0.10)', 'sample(insertId, 0.1)'],
  ];
  for (const [typed, printed] of canonical) {
    it(`prints ${JSON.stringify(typed)} as ${printed}`, () => {
      assert.equal(print(parse(typed)), printed);
    });
  }
});
