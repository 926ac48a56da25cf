import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {Query} from '../../functions/filter/ast.ts';
import {fold} from '../../functions/filter/checks.ts';
import {compile} from '../../functions/filter/compile.ts';
import {parse} from '../../functions/filter/parse.ts';
import {entry, json, query} from './arbitrary.ts';

const not = (term: Query): Query => ({kind: 'not', term});

describe('filter evaluation is total', () => {
  it('answers yes or no, and the same again, to any query on any JSON', () => {
    fc.assert(
      fc.property(query, fc.oneof(entry, json), (asked, value) => {
        const before = JSON.stringify(value);
        const test = compile(asked);
        const answer = test(value);
        assert.equal(typeof answer, 'boolean');
        assert.equal(test(value), answer);
        assert.equal(compile(asked)(structuredClone(value)), answer);
        assert.equal(JSON.stringify(value), before);
      }),
      {numRuns: 1_000},
    );
  });

  it('keeps the laws of De Morgan and of the double negation', () => {
    fc.assert(
      fc.property(query, query, entry, (a, b, value) => {
        const same = (one: Query, other: Query): void => {
          assert.equal(compile(one)(value), compile(other)(value));
        };
        same(not({kind: 'or', terms: [a, b]}), {kind: 'and', terms: [not(a), not(b)]});
        same(not({kind: 'and', terms: [a, b]}), {kind: 'or', terms: [not(a), not(b)]});
        same(not(not(a)), a);
      }),
      {numRuns: 500},
    );
  });

  it('says no to some entry and yes to another, for most queries', () => {
    let both = 0;
    for (const asked of fc.sample(query, {numRuns: 200, seed: 1})) {
      const answers = new Set(fc.sample(entry, {numRuns: 100, seed: 2}).map(compile(asked)));
      if (answers.size === 2) both += 1;
    }
    assert.ok(both > 50, `${both} of 200`);
  });

  it('folds text to a form that stays', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        assert.equal(fold(fold(text)), fold(text));
      }),
    );
  });

  const depth = 10_000;
  const queries = [
    'needle',
    'jsonPayload:needle',
    'jsonPayload.a=needle',
    'jsonPayload.a:needle',
    'jsonPayload.a:*',
    'protoPayload.a.b!=x',
    `jsonPayload${'.a'.repeat(9_000)}="x"`,
  ];

  it('does not run out of stack on lists in lists and objects in objects', () => {
    const list = `${'['.repeat(depth)}"needle"${']'.repeat(depth)}`;
    const object = `${'{"a":'.repeat(depth)}"needle"${'}'.repeat(depth)}`;
    const mixed = `${'{"a":['.repeat(depth)}"needle"${']}'.repeat(depth)}`;
    for (const text of [list, object, mixed, `{"a":${list}}`]) {
      const deep: unknown = JSON.parse(text);
      for (const asked of queries) {
        assert.doesNotThrow(
          () => compile(parse(asked))({jsonPayload: deep, protoPayload: deep}),
          asked,
        );
      }
      assert.equal(compile(parse('NEEDLE'))({jsonPayload: deep}), true);
    }
    assert.equal(
      compile(parse('jsonPayload.a=needle'))({jsonPayload: JSON.parse(`{"a":${list}}`) as unknown}),
      true,
    );
    assert.equal(
      compile(parse(`jsonPayload${'.a'.repeat(9_000)}:needle`))({
        jsonPayload: JSON.parse(mixed) as unknown,
      }),
      true,
    );
  });
});
