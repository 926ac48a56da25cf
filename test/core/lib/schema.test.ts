import assert from 'node:assert/strict';
import fc from 'fast-check';
import {canonical} from '../../../functions/core/lib/json.ts';
import {
  exactly,
  kinds,
  matching,
  oneOf,
  someOf,
  someText,
} from '../../../functions/core/lib/schema.ts';

describe('a schema', () => {
  const colour = oneOf('red', 'blue');
  const shape = kinds({dot: {}, line: {length: matching(/^\d+$/, 'a number')}});
  const schema = exactly({name: someText, colours: someOf(colour), shape});
  const right = {name: 'a', colours: ['red', 'blue'], shape: {kind: 'line', length: '7'}};

  it('reads what it describes, whatever the order of the names', () => {
    assert.deepEqual(schema(right, ''), right);
    const {name, ...others} = right;
    assert.deepEqual(schema({...others, name}, ''), right);
    assert.deepEqual(schema({...right, shape: {kind: 'dot'}}, '').shape, {kind: 'dot'});
  });

  const wrong: readonly (readonly [value: unknown, said: string])[] = [
    [null, 'it must be an object, not null'],
    [[right], 'it must be an object, not [{"name":"a",'],
    [{...right, name: undefined}, 'name is missing, and must be a text that is not empty'],
    [{...right, name: ''}, 'name must be a text that is not empty, not ""'],
    [{...right, name: 7}, 'name must be a text that is not empty, not 7'],
    [{...right, colours: 'red'}, 'colours must be a list that is not empty, not "red"'],
    [{...right, colours: []}, 'colours must be a list that is not empty, not []'],
    [{...right, colours: ['red', 'green']}, 'colours[1] must be one of red, blue, not "green"'],
    [{...right, shape: 'dot'}, 'shape must be an object, not "dot"'],
    [{...right, shape: {kind: 'toString'}}, 'shape.kind must be one of dot, line, not "toString"'],
    [{...right, shape: {kind: 'line'}}, 'shape.length is missing, and must be a number'],
    [{...right, shape: {kind: 'dot', length: '7'}}, 'shape.length must be left out, not "7"'],
    [{...right, more: 1}, 'more must be left out, not 1'],
  ];
  for (const [value, said] of wrong) {
    it(`says where and what: ${said}`, () => {
      assert.throws(
        () => schema(value, ''),
        error => error instanceof Error && error.message.startsWith(said),
      );
    });
  }

  it('takes nothing that is not JSON of its form, and cuts what it quotes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        assert.throws(() => schema(value, ''), {name: 'Misfit'});
      }),
    );
    assert.throws(
      () => someText({said: 'x'.repeat(1_000)}, 'name'),
      error => error instanceof Error && error.message.length < 150,
    );
  });
});

describe('canonical JSON', () => {
  it('is the same whatever the order of names, at every depth, and keeps the order of lists', () => {
    const one = {b: [{y: 1, x: 2}, 3], a: {d: null, c: 'é'}};
    assert.equal(canonical(one), '{"a":{"c":"é","d":null},"b":[{"x":2,"y":1},3]}');
    assert.notEqual(canonical([1, 2]), canonical([2, 1]));
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        assert.deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)));
        assert.equal(canonical(turned(value)), canonical(value));
      }),
    );
  });
});

/** A JSON value with the names of its objects in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, one]) => [name, turned(one)]));
}
