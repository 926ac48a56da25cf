import assert from 'node:assert/strict';
import fc from 'fast-check';
import {FilterError} from '../../functions/filter/error.ts';
import {parse} from '../../functions/filter/parse.ts';
import {query} from './arbitrary.ts';
import {print} from './print.ts';

describe('filter parse', () => {
  // Each pair asks the same; the first six are the documentation's own.
  const same: readonly (readonly [string, string])[] = [
    ['"a" OR NOT "b" AND NOT "c" OR "d"', '("a" OR (NOT "b")) AND ((NOT "c") OR "d")'],
    [
      'jsonPayload.a="b" AND jsonPayload.c="d" AND NOT jsonPayload.e="f"',
      'jsonPayload.a="b" jsonPayload.c="d" -jsonPayload.e="f"',
    ],
    ['unicorn phoenix', 'unicorn AND phoenix'],
    ['resource.type=gae_app\nlogName:request_log', 'resource.type=gae_app AND logName:request_log'],
    [
      '-- All of our users are emitted by instances.\nresource.type = "gce_instance"\n-- jsonPayload.targetUser = "alex"\njsonPayload.targetUser = "kiran" -- last',
      'resource.type="gce_instance" jsonPayload.targetUser="kiran"',
    ],
    ['insertId = "ABC-1" OR "ABC-2"', '(insertId="ABC-1") OR ("ABC-2")'],
    ['a b OR c d', 'a AND (b OR c) AND d'],
    ['a AND b OR c', 'a AND (b OR c)'],
    ['NOT a OR b', '(NOT a) OR b'],
    ['NOT(a)OR(b)', '(NOT a) OR b'],
    ['((a))', 'a'],
    ['severity >= 400', 'severity>="400"'],
    ['jsonPayload.n=-1.5e-3', 'jsonPayload.n="-1.5e-3"'],
    ['jsonPayload.n=(-1 OR +2)', 'jsonPayload.n=("-1" OR "+2")'],
    ['logName=projects/p/logs/x', 'logName="projects/p/logs/x"'],
    ['jsonPayload.ok=a-b--c', 'jsonPayload.ok="a-b--c"'],
    ['-"a" -b', 'NOT "a" AND NOT b'],
    ['1.5 x', '"1.5" x'],
    ['hey! you', '"hey!" you'],
    ['error ("a" OR "b")', '"error" AND ("a" OR "b")'],
    ['and or not', '"and" AND "or" AND "not"'],
    ['Sample(jsonPayload.a, 1e-3)', 'sample(jsonPayload.a, 0.001)'],
  ];
  for (const [one, other] of same) {
    it(`reads ${JSON.stringify(one)} as ${JSON.stringify(other)}`, () => {
      assert.deepEqual(parse(one), parse(other));
    });
  }

  it('binds OR tighter than AND for any terms', () => {
    fc.assert(
      fc.property(query, query, query, (one, two, three) => {
        const [a, b, c] = [one, two, three].map(each => `(${print(each)})`);
        assert.deepEqual(parse(`${a} OR ${b} AND ${c}`), parse(`(${a} OR ${b}) AND ${c}`));
        assert.deepEqual(parse(`${a} ${b} OR ${c}`), parse(`${a} AND (${b} OR ${c})`));
      }),
      {numRuns: 50},
    );
  });

  it('keeps the parts of a path apart', () => {
    const read = (text: string): unknown => {
      const parsed = parse(text);
      return parsed.kind === 'exists' ? parsed.field : undefined;
    };
    assert.deepEqual(read('jsonPayload.":name":*'), ['jsonPayload', ':name']);
    assert.deepEqual(read('jsonPayload."foo.bar".baz:*'), ['jsonPayload', 'foo.bar', 'baz']);
    assert.deepEqual(read(String.raw`jsonPayload."\"foo\"":*`), ['jsonPayload', '"foo"']);
    assert.deepEqual(read('labels."compute.googleapis.com/resource_id":*'), [
      'labels',
      'compute.googleapis.com/resource_id',
    ]);
    assert.deepEqual(read('jsonPayload.AND.0.이름:*'), ['jsonPayload', 'AND', '0', '이름']);
  });

  it('throws nothing but a FilterError with a place, whatever the text', () => {
    const soup = fc
      .array(
        fc.constantFrom(
          'a',
          'AND',
          'OR',
          'NOT',
          '(',
          ')',
          '-',
          '--',
          '\n',
          ' ',
          '"',
          '\\',
          '.',
          ':',
          '=',
          '!=',
          '=~',
          '!~',
          '<',
          ',',
          '*',
          'severity',
          'jsonPayload.x',
          '"b"',
          '"("',
          '5',
          'NULL_VALUE',
          'log_id(',
          'sample(',
          "'",
          '+',
        ),
        {maxLength: 12},
      )
      .map(pieces => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string(), fc.string({unit: 'binary'})), text => {
        try {
          parse(text);
        } catch (error) {
          assert.ok(error instanceof FilterError, String(error));
          const lines = text.split('\n');
          assert.ok(error.line >= 1 && error.line <= lines.length, error.message);
          assert.ok(
            error.column >= 1 && error.column <= (lines[error.line - 1]?.length ?? 0) + 1,
            error.message,
          );
          assert.ok(error.message.startsWith(`line ${error.line}, column ${error.column}: `));
        }
      }),
      {numRuns: 2_000},
    );
  });
});
