import {inState, sampleIncident} from '../incident.ts';
import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import list from '../../../../functions/adapters/store/firestore/firestore.json' with {type: 'json'};
import {at, isObject, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import type {Store} from '../../../../functions/core/ports/ports.ts';
import {emulated} from '../../../support/firestore.ts';
import {json, loopback, type Loopback} from '../../../support/loopback.ts';

const large = 'x'.repeat(9_000);
const closed = sampleIncident({
  ...inState('resolved'),
  work: {changedAt: 5},
  intake: {evidence: [{quote: large}]},
});

/** Every verb of the port: a new one cannot be forgotten here. */
const verbs: Readonly<Record<keyof Store, (store: Store) => Promise<unknown>>> = {
  create: store => store.create(closed),
  read: store => store.read('i-1'),
  latest: store => store.latest('k'),
  replace: store => store.replace({...closed, version: 2, work: {...closed.work, nextLook: 7}}),
  due: store => store.due(10, 10),
  earliest: store => store.earliest(),
  ahead: store => store.ahead(10),
  explained: store => store.explained('i-0'),
  open: store => store.open(),
  all: store => store.all(),
  page: store => store.page(),
  listed: async store => {
    const part = {limit: 5, after: {openedAt: 5, id: 'i-1'}};
    await store.listed({}, part);
    await store.listed({states: ['blocked', 'failed'], from: 5}, part);
    await store.listed({runbook: 'r', from: 5}, part);
    await store.listed({project: 'shop-prod', from: 5}, part);
    // Firestore joins the indexes of the others.
    await store.listed({states: ['blocked'], runbook: 'r', project: 'shop-prod', from: 5}, part);
  },
  total: store => store.total({project: 'shop-prod', from: 5}),
  quarantine: store => store.quarantine({at: 1, reason: large, body: large}),
  quarantined: store => store.quarantined(),
  replayed: store => store.replayed('q', 5),
  mark: store => store.mark('m'),
  marks: store => store.marks('m'),
  setMark: store => store.setMark({name: 'm', version: 1, value: {large}}),
  lookPage: store => store.lookPage('i-1', 3),
  keepLookPage: store => store.keepLookPage({incident: 'i-1', day: 3, version: 1, value: {large}}),
  lookPages: store => store.lookPages(3),
  synced: store => store.synced(),
  close: store => store.close(),
};

interface Index {
  readonly collection: string;
  readonly fields: readonly {readonly field: string; readonly order: string}[];
}

/*
 * The emulator answers every query. Firestore itself has an index for each single field that is not
 * left out, and wants one more for each query that needs several fields: those of equalities first,
 * then those of the order, https://docs.cloud.google.com/firestore/docs/query-data/index-overview
 */
describe('firestore.json, the list that Terraform reads', () => {
  let server: Loopback;
  let queries: readonly unknown[] = [];
  let writes: readonly unknown[] = [];

  before(async () => {
    server = await loopback((response, request) => {
      if (request.url.endsWith(':commit')) {
        json(response, {writeResults: [{updateTime: '2026-11-22T06:00:00Z'}]});
      } else if (request.url.endsWith(':runAggregationQuery')) {
        json(response, [{result: {aggregateFields: {n: {integerValue: '3'}}}}]);
      } else if (request.url.endsWith(':runQuery')) json(response, [{done: true}]);
      else json(response, [{missing: listAt(JSON.parse(request.body), 'documents')[0]}]);
    });
    const store = emulated(server.origin.replace('http://', ''), 'shop-ops');
    for (const verb of Object.values(verbs)) await verb(store);
    const bodies = server.received.map((one): unknown => JSON.parse(one.body));
    queries = bodies.flatMap(
      one =>
        at(one, 'structuredQuery') ??
        at(one, 'structuredAggregationQuery', 'structuredQuery') ??
        [],
    );
    writes = bodies.flatMap(one => listAt(one, 'writes'));
  });

  after(() => {
    server.close();
  });

  it('has the index of every query that needs one, and no other', () => {
    const wanted = queries.flatMap(indexesOf);
    assert.ok(queries.length >= 6);
    assert.deepEqual(sorted(list.indexes), [...new Set(sorted(wanted))]);
  });

  it('leaves out no field that a query looks for', () => {
    for (const query of queries) {
      for (const field of [...filtered(query), ...ordered(query).map(one => one.field)]) {
        assert.ok(!isUnindexed(collectionOf(query), field), field);
      }
    }
  });

  it('has every collection that is asked or written, and no other', () => {
    const used = [...queries.map(collectionOf), ...writes.map(written)];
    assert.deepEqual([...new Set(used)].sort(), [...list.collections].sort());
    const named = [...list.indexes, ...list.ttl, ...list.unindexed].map(one => one.collection);
    for (const one of named) assert.ok(list.collections.includes(one), one);
  });

  it('lets each field expire that holds a time to expire at', () => {
    const expiring = writes.flatMap(write => {
      const fields = at(write, 'update', 'fields');
      if (!isObject(fields)) return [];
      return Object.keys(fields)
        .filter(field => at(fields, field, 'timestampValue') !== undefined)
        .map(field => ({collection: written(write), field}));
    });
    assert.deepEqual(unique(expiring), unique(list.ttl));
  });

  it('has of the guard’s database what marks need: an answer expires, and no value is searched for', async () => {
    const before = server.received.length;
    const store = emulated(server.origin.replace('http://', ''), 'shop-ops');
    const value = {plan: 'p1', answer: 'approved', by: 'kim', at: 0};
    await store.setMark({name: 'approval/i-1', version: 1, value});
    await store.mark('approval/i-1');
    const [write] = server.received
      .slice(before)
      .flatMap(one => listAt(JSON.parse(one.body), 'writes'));
    assert.equal(
      textAt(write, 'update', 'fields', 'expiresAt', 'timestampValue'),
      '1970-04-01T00:00:00.000Z',
    );
    const {guard} = list;
    assert.deepEqual(guard.collections, [written(write)]);
    assert.deepEqual(guard.ttl, [{collection: written(write), field: 'expiresAt'}]);
    assert.deepEqual(guard.unindexed, [{collection: written(write), field: 'doc'}]);
    assert.deepEqual(guard.indexes, []);
  });

  it('indexes no text that is longer than an index holds, 1,500 bytes', () => {
    let long = 0;
    for (const write of writes) {
      const fields = at(write, 'update', 'fields');
      for (const field of isObject(fields) ? Object.keys(fields) : []) {
        const text = textAt(fields, field, 'stringValue') ?? '';
        if (isUnindexed(written(write), field)) long += 1;
        else assert.ok(Buffer.byteLength(text) <= 1_500, `${written(write)} ${field}`);
      }
    }
    assert.ok(long >= list.unindexed.length);
  });
});

/**
 * The indexes that a query needs besides those of single fields: of several equalities the index of each with the order is
 * enough, https://docs.cloud.google.com/firestore/docs/query-data/index-overview#taking_advantage_of_index_merging
 */
function indexesOf(query: unknown): readonly Index[] {
  const order = ordered(query);
  const inOrder = order.map(one => one.field);
  const equal = filtered(query)
    .filter(field => !inOrder.includes(field))
    .map(field => [{field, order: 'ASCENDING'}]);
  const needed = (equal.length === 0 ? [[]] : equal).map(one => [...one, ...order]);
  return needed
    .filter(fields => fields.length > 1)
    .map(fields => ({collection: collectionOf(query), fields}));
}

/** The document's name, last and in the direction of the field before it, is in every index. */
function ordered(query: unknown): Index['fields'] {
  const all = listAt(query, 'orderBy').map(one => ({
    field: textAt(one, 'field', 'fieldPath') ?? '',
    order: textAt(one, 'direction') ?? '',
  }));
  const [last, ...before] = [...all].reverse();
  assert.deepEqual(last, {field: '__name__', order: before[0]?.order ?? 'ASCENDING'});
  return before.reverse();
}

function filtered(query: unknown): readonly string[] {
  const where = at(query, 'where');
  if (where === undefined) return [];
  const both = at(where, 'compositeFilter');
  const filters = both === undefined ? [where] : listAt(both, 'filters');
  return filters.flatMap(one => {
    const field = textAt(one, 'fieldFilter', 'field', 'fieldPath');
    assert(field !== undefined, `a condition that this test does not know: ${JSON.stringify(one)}`);
    // Names are in order without an index, where nothing else is asked for.
    if (field === '__name__') {
      assert.deepEqual(ordered(query), []);
      return [];
    }
    const ranged = textAt(one, 'fieldFilter', 'op')?.includes('_THAN') === true;
    if (ranged) assert.equal(ordered(query)[0]?.field, field, 'a range is ordered by first');
    return field;
  });
}

function collectionOf(query: unknown): string {
  return textAt(listAt(query, 'from')[0], 'collectionId') ?? '';
}

function written(write: unknown): string {
  return textAt(write, 'update', 'name')?.split('/').at(-2) ?? '';
}

function isUnindexed(collection: string, field: string): boolean {
  return list.unindexed.some(one => one.collection === collection && one.field === field);
}

function sorted(indexes: readonly Index[]): readonly string[] {
  return indexes.map(one => JSON.stringify(one)).sort();
}

function unique(fields: readonly {readonly collection: string; readonly field: string}[]) {
  return [...new Set(fields.map(({collection, field}) => `${collection}/${field}`))].sort();
}
