import fc from 'fast-check';

import type {Path, Query, Scalar, Term, Tree, Value} from '../../functions/filter/ast.ts';

/** Parsed queries are objects with the usual prototype. */
function plain<T>(shape: {[K in keyof T]: fc.Arbitrary<T[K]>}): fc.Arbitrary<T> {
  return fc.record(shape, {noNullPrototype: true});
}

const text: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('a', 'ab', 'b', 'A', '5', 'true', 'NULL_VALUE', 'AND', 'ß', 'x.y'),
  },
  {weight: 1, arbitrary: fc.string({maxLength: 8})},
  {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 8})},
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('"', '\\', '\n', '\t', '\u0000', '*', '-', '\ud800', 'u', 'x'),
    }),
  },
);

const part = fc.oneof(
  fc.constantFrom('a', 'b', '0', 'k8s.io/x', '@type', '__proto__', 'constructor', '', 'AND'),
  text,
);

const open: fc.Arbitrary<Path> = fc
  .tuple(
    fc.constantFrom<Path>(['jsonPayload'], ['protoPayload'], ['metadata', 'systemLabels']),
    fc.array(part, {minLength: 1, maxLength: 3}),
  )
  .map(([start, rest]) => [...start, ...rest]);
const label: fc.Arbitrary<Path> = fc
  .tuple(fc.constantFrom<Path>(['labels'], ['resource', 'labels']), part)
  .map(([start, last]) => [...start, last]);
const own = fc.constantFrom<Path>(
  ['textPayload'],
  ['logName'],
  ['resource', 'type'],
  ['operation', 'id'],
);

function tree<Leaf>(leaf: fc.Arbitrary<Leaf>, depth: number): fc.Arbitrary<Tree<Leaf>> {
  if (depth === 0) return leaf;
  const below = tree(leaf, depth - 1);
  return fc.oneof(
    {weight: 2, arbitrary: leaf},
    {
      weight: 1,
      arbitrary: plain({
        kind: fc.constantFrom<'and' | 'or'>('and', 'or'),
        terms: fc.array(below, {minLength: 2, maxLength: 3}),
      }),
    },
    {weight: 1, arbitrary: plain({kind: fc.constant('not' as const), term: below})},
  );
}

const scalar: fc.Arbitrary<Scalar> = text.map(one => ({kind: 'text', text: one}));
const orNull: fc.Arbitrary<Scalar> = fc.oneof(scalar, fc.constant<Scalar>({kind: 'null'}));
const pattern: fc.Arbitrary<Scalar> = fc
  .constantFrom('a', 'a|b', 'a(b)?', '^a.*b$', '\\.', '(?i)AB', '[a-c]+', '')
  .map(one => ({kind: 'text', text: one}));

function compare(
  field: fc.Arbitrary<Path>,
  operator: fc.Arbitrary<(Term & {kind: 'compare'})['operator']>,
  leaf: fc.Arbitrary<Scalar>,
): fc.Arbitrary<Term> {
  const value: fc.Arbitrary<Value> = tree(leaf, 2);
  return plain({kind: fc.constant('compare' as const), field, operator, value});
}

const evaluable: fc.Arbitrary<Term> = fc.oneof(
  compare(fc.oneof(open, label, own), fc.constantFrom('=', '!=', ':', '<', '>='), scalar),
  compare(open, fc.constantFrom('=', '!='), orNull),
  compare(fc.oneof(open, own), fc.constantFrom('=~', '!~'), pattern),
  compare(
    fc.constant<Path>(['severity']),
    fc.constantFrom('=', '>', '<='),
    fc.constantFrom<Scalar>({kind: 'text', text: 'warning'}, {kind: 'text', text: '500'}),
  ),
  compare(
    fc.constant<Path>(['timestamp']),
    fc.constantFrom('<', '>=', '!='),
    fc.constant<Scalar>({kind: 'text', text: '2026-01-01'}),
  ),
  plain({kind: fc.constant('exists' as const), field: fc.oneof(open, label, own)}),
  plain({kind: fc.constant('search' as const), text}),
  plain({kind: fc.constant('log' as const), id: text}),
);

const sample: fc.Arbitrary<Term> = plain({
  kind: fc.constant('sample' as const),
  field: own,
  fraction: fc.double({min: Number.MIN_VALUE, max: 1, noNaN: true}),
});

/** Queries that can be evaluated. */
export const query: fc.Arbitrary<Query> = tree(evaluable, 3);

/** Queries that can be written, `sample()` included. */
export const writable: fc.Arbitrary<Query> = tree(
  fc.oneof({weight: 9, arbitrary: evaluable}, {weight: 1, arbitrary: sample}),
  3,
);

const {json} = fc.letrec<{json: unknown}>(tie => ({
  json: fc.oneof(
    {maxDepth: 4, depthSize: 'small'},
    fc.constantFrom<unknown>('a', 'AB', 'b', '5', 5, 0, -1.5, true, false, null, 'x.y'),
    text,
    fc.double(),
    fc.array(tie('json'), {maxLength: 3}),
    fc.dictionary(part, tie('json'), {maxKeys: 3}),
  ),
}));

/** Any JSON value. */
export {json};

/** Log entries whose fields hold what they should or any other JSON. */
export const entry: fc.Arbitrary<unknown> = fc.record(
  {
    logName: fc.oneof(fc.constantFrom('projects/p/logs/a', 'projects/p/logs/%', 'a'), json),
    severity: fc.oneof(fc.constantFrom('WARNING', 'ERROR', 'loud', 500), json),
    timestamp: fc.oneof(fc.constantFrom('2026-01-01T00:00:00Z', '2025-12-31T23:59:59.9Z'), json),
    textPayload: json,
    jsonPayload: json,
    protoPayload: json,
    labels: json,
    resource: json,
    operation: json,
    metadata: json,
  },
  {requiredKeys: []},
);
