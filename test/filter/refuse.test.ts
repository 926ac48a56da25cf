import assert from 'node:assert/strict';

import {FilterError} from '../../functions/filter/error.ts';
import {parse} from '../../functions/filter/parse.ts';

function refusal(text: string, purpose: 'search' | 'sink' = 'search'): FilterError {
  try {
    parse(text, {for: purpose});
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  return assert.fail(`${text} was taken`);
}

describe('filter parse refuses', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a AND', 'line 1, column 6: expected a comparison, found the end of the query'],
    ['(severity=ERROR\n  AND )', 'line 2, column 7: expected a comparison, found ")"'],
    ['severity=', 'line 1, column 10: expected a value, found the end of the query'],
    ['textPayload:x\nseverity>=)', 'line 2, column 11: expected a value, found ")"'],
    ['a OR OR b', 'line 1, column 6: expected a comparison, found "OR"'],
    ['NOT NOT a', 'line 1, column 5: expected a comparison, found "NOT"'],
    ['- a', 'line 1, column 2: expected a comparison right after "-"'],
    ['jsonPayload.a=(- "a")', 'line 1, column 17: expected a value right after "-"'],
    ['a) b', 'line 1, column 2: expected AND, OR or the end of the query, found ")"'],
    ['(a', 'line 1, column 3: expected ")", found the end of the query'],
    ['()', 'line 1, column 2: expected a comparison, found ")"'],
    ['jsonPayload.a=()', 'line 1, column 16: expected a value, found ")"'],
    ['jsonPayload.a=NOT "a"', 'line 1, column 15: expected a value, found "NOT"'],
    ['jsonPayload.a=*', 'line 1, column 15: expected a value, found "*"'],
    [
      'insertId = abc:def',
      'line 1, column 15: expected a comparison, found ":"; text that holds it must be quoted',
    ],
    [
      'jsonPayload.a=foo*',
      'line 1, column 18: expected a comparison, found "*"; text that holds it must be quoted',
    ],
    ['jsonPayload.a:*foo', 'line 1, column 15: text that holds "*" must be quoted'],
    ['jsonPayload.a=b.c', 'line 1, column 15: text such as b.c must be quoted'],
    ['jsonPayload.a=+b', 'line 1, column 15: text such as +b must be quoted'],
    ['jsonPayload.a=-5x', 'line 1, column 16: text such as 5x must be quoted'],
    ['jsonPayload.a=-abc', 'line 1, column 15: expected a value, found "-"'],
    [
      'jsonPayload.a b',
      'line 1, column 1: jsonPayload.a must be quoted to be searched for, or needs an operator to be a field',
    ],
    ['"foo"="x"', 'line 1, column 1: a field name before an operator must not be quoted'],
    ["jsonPayload.a='b'", 'line 1, column 15: strings take double quotes'],
    [
      'jsonPayload.a="b',
      'line 1, column 15: this string has no end: expected a closing double quote',
    ],
    ['jsonPayload..a=1', 'line 1, column 13: expected a field name after ".", found "."'],
    [
      'jsonPayload.',
      'line 1, column 13: expected a field name after ".", found the end of the query',
    ],
    ['~x', 'line 1, column 1: unexpected "~"; text that holds it must be quoted'],
    // Fields. "thud", "operation.thud" and "textPayload.thud" are the documentation's own.
    ['thud=1', 'line 1, column 1: LogEntry has no field "thud"'],
    ['a AND\n operation.thud=1', 'line 2, column 12: operation has no field "thud"'],
    ['textPayload.thud=1', 'line 1, column 13: textPayload is a string and has no fields'],
    [
      'json_payload.a=1',
      'line 1, column 1: LogEntry has no field "json_payload", did you mean jsonPayload?',
    ],
    [
      'Severity=ERROR',
      'line 1, column 1: LogEntry has no field "Severity", did you mean severity?',
    ],
    ['constructor=1', 'line 1, column 1: LogEntry has no field "constructor"'],
    ['log-name=1', 'line 1, column 1: "log-name" is no field name'],
    [
      'resource.labels.a.b=1',
      'line 1, column 19: resource.labels holds text by key: a key with dots must be quoted as a whole',
    ],
    [
      'labels.k8s-pod/app="x"',
      'line 1, column 8: "k8s-pod/app" holds a special character: quote this part of the path',
    ],
    [
      'resource="x"',
      'line 1, column 9: resource is an object: compare one of its fields, or use ":"',
    ],
    [
      'jsonPayload!="x"',
      'line 1, column 12: jsonPayload is an object: compare one of its fields, or use ":"',
    ],
    // Values. The service refuses them likewise: "The value '…' is of incorrect type".
    [
      'timestamp>="yesterday"',
      'line 1, column 12: "yesterday" is not a time (RFC 3339) or a date (YYYY-MM-DD)',
    ],
    [
      'severity=(ERROR OR LOUD)',
      'line 1, column 20: "LOUD" is not a severity (DEFAULT, DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL, ALERT or EMERGENCY) or its number',
    ],
    ['httpRequest.status="2xx"', 'line 1, column 20: "2xx" is not a whole number'],
    ['traceSampled=yes', 'line 1, column 14: "yes" is not true or false'],
    ['httpRequest.latency>5', 'line 1, column 21: "5" is not a duration such as "3.2s"'],
    [
      'jsonPayload.a>NULL_VALUE',
      'line 1, column 15: NULL_VALUE can be compared with = and !=, not with >',
    ],
    ['severity=~"ERR"', 'line 1, column 11: =~ is for text fields; this one is a severity'],
    // Patterns.
    ['jsonPayload.a=~foo', 'line 1, column 16: expected a quoted pattern, found "foo"'],
    ['jsonPayload.a=~"(b"', 'line 1, column 16: not an RE2 pattern: missing closing ): `(b`'],
    [
      'jsonPayload.a!~("b" OR "(?=c)")',
      'line 1, column 24: not an RE2 pattern: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      `jsonPayload.a=~"${'b'.repeat(1_001)}"`,
      'line 1, column 16: the pattern has 1001 characters, more than 1000',
    ],
    [
      'jsonPayload.a=~".{1000}.{1000}.{1000}"',
      'line 1, column 16: the pattern is too large: its repetitions make 3002 steps',
    ],
    // Functions.
    ['a SEARCH("x")', 'line 1, column 3: the function SEARCH() is not supported'],
    [
      'ip_in_net(jsonPayload.ip, "10.1.2.0/24")',
      'line 1, column 1: the function ip_in_net() is not supported',
    ],
    [
      'cast(timestamp, STRING, TIMEZONE("America/New_York")) =~ "^2023"',
      'line 1, column 1: the function cast() is not supported',
    ],
    [
      'REGEXP_EXTRACT(logName, "(a)")="a"',
      'line 1, column 1: the function REGEXP_EXTRACT() is not supported',
    ],
    ['source(folders/folder_123)', 'line 1, column 1: the function source() is not supported'],
    [
      'timestamp=cast(textPayload, TIMESTAMP)',
      'line 1, column 11: the function cast() is not supported as a value',
    ],
    ['thud(1)', 'line 1, column 1: there is no function thud()'],
    ['log_id()', 'line 1, column 8: expected a quoted log id, found ")"'],
    ['log_id("a", "b")', 'line 1, column 11: expected ")", found ","'],
    ['sample("a", 0.1)', 'line 1, column 8: expected a field name, found "a"'],
    ['sample(thud, 0.1)', 'line 1, column 8: LogEntry has no field "thud"'],
    ['sample(insertId)', 'line 1, column 16: expected ",", found ")"'],
    [
      'sample(insertId, 1.5)',
      'line 1, column 18: expected a fraction above 0 and up to 1, found "1.5"',
    ],
    [
      'sample(insertId, 0)',
      'line 1, column 18: expected a fraction above 0 and up to 1, found "0"',
    ],
    [
      'sample(insertId, "1")',
      'line 1, column 18: expected a fraction above 0 and up to 1, found "1"',
    ],
    // Sizes.
    [
      'x'.repeat(20_001),
      'line 1, column 1: the query has 20001 characters, the language allows 20000',
    ],
    ['('.repeat(10_000), 'line 1, column 201: more than 200 parentheses inside each other'],
    [
      `jsonPayload.a=${'('.repeat(10_000)}`,
      'line 1, column 215: more than 200 parentheses inside each other',
    ],
    [
      `a ) "${'long '.repeat(20)}"`,
      'line 1, column 3: expected AND, OR or the end of the query, found ")"',
    ],
  ];
  for (const [text, message] of cases) {
    it(JSON.stringify(text.slice(0, 60)), () => {
      assert.equal(refusal(text).message, message);
    });
  }

  it('says what was expected, and where, as data', () => {
    const error = refusal('a\n  thud=1');
    assert.deepEqual([error.line, error.column], [2, 3]);
    assert.ok(error.expected.includes('jsonPayload'));
    assert.deepEqual(refusal('operation.Id=1').expected, ['id']);
    assert.ok(refusal('jsonPayload.a=~"("').cause instanceof Error);
  });

  it('shortens what it found', () => {
    const {message} = refusal(`log_id("a" "${'long '.repeat(20)}")`);
    assert.ok(message.length < 120 && message.endsWith('…'), message);
  });

  it('what a sink must not use, in a sink only', () => {
    for (const text of ['a sample(insertId, 0.5)', 'errorGroups.id="x"', 'errorGroups:*']) {
      assert.doesNotThrow(() => parse(text));
      assert.match(refusal(text, 'sink').message, /^line 1, column \d: .*sink/);
    }
    assert.doesNotThrow(() => parse('log_id("events") severity>=WARNING', {for: 'sink'}));
  });

  it('no query of the longest length', () => {
    const text = 'a '.repeat(10_000);
    assert.equal(text.length, 20_000);
    assert.doesNotThrow(() => parse(text));
    assert.doesNotThrow(() => parse('(a)'.repeat(500)));
    assert.doesNotThrow(() => parse(`${'('.repeat(200)}a${')'.repeat(200)}`));
  });
});
