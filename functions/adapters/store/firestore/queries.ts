import {collections, number, placeIn, text, type Value} from './documents.ts';
import type {FirestoreClient, Found} from './client.ts';

/*
 * https://docs.cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery
 * A query with more than one field needs an index of its own; the list of those is firestore.json.
 */

/** A part of a query's condition. */
interface Condition {
  readonly fieldFilter: {
    readonly field: Field;
    readonly op: 'EQUAL' | 'IN' | 'LESS_THAN_OR_EQUAL' | 'GREATER_THAN';
    readonly value: Value | {readonly arrayValue: {readonly values: Value[]}};
  };
}

interface Field {
  readonly fieldPath: string;
}

interface Order {
  readonly field: Field;
  readonly direction: Direction;
}

/** A query of one page. */
interface PageQuery extends Query {
  readonly limit: number;
  readonly startAt?: {readonly before: false; readonly values: Value[]};
}

type Direction = 'ASCENDING' | 'DESCENDING';

/** A query of one collection in a total order, so that it can be read on from any document. */
export interface Query {
  readonly from: [{readonly collectionId: string}];
  readonly where?: Condition;
  readonly orderBy: Order[];
  /** Only these fields, for lists that do not need the rest. */
  readonly select?: {readonly fields: Field[]};
}

const ascending = 'ASCENDING';
const descending = 'DESCENDING';

/** The incidents of a key, the newest first. */
export function ofKey(key: string): Query {
  return {
    ...from(collections.incidents),
    where: where('key', 'EQUAL', text(key)),
    orderBy: by(descending, 'epoch', 'openedAt'),
  };
}

/** What is due at a time, leased or not, the longest due first. */
export function dueBy(now: number): Query {
  return {
    ...from(collections.incidents),
    where: where('dueAt', 'LESS_THAN_OR_EQUAL', number(now)),
    orderBy: by(ascending, 'dueAt'),
    select: {fields: [field('dueAt'), field('freeAt'), field('key'), field('state')]},
  };
}

/** The signs that an incident explains. */
export function explainedSigns(cause: string): Query {
  return {
    ...from(collections.incidents),
    where: where('explainedBy', 'EQUAL', text(cause)),
    orderBy: by(ascending),
    select: {fields: [field('explainedBy')]},
  };
}

/** What is not free before a time later than this one. */
export function freeAfter(limit: number): Query {
  return {
    ...from(collections.incidents),
    where: where('freeAt', 'GREATER_THAN', number(limit)),
    orderBy: by(ascending, 'freeAt'),
    select: {fields: [field('freeAt')]},
  };
}

/** What will be due, in the order in which it is free of a lease. */
export const byFreedom: Query = {
  ...from(collections.incidents),
  orderBy: by(ascending, 'freeAt'),
  select: {fields: [field('freeAt')]},
};

/** All incidents that are not closed, oldest first. */
export const notClosed: Query = {
  ...from(collections.incidents),
  where: where('standing', 'IN', {arrayValue: {values: [text('open'), text('parked')]}}),
  orderBy: by(ascending, 'openedAt'),
};

/** All incidents, oldest first. */
export const allIncidents: Query = {
  ...from(collections.incidents),
  orderBy: by(ascending, 'openedAt'),
};

/** A page of incidents by their names: the first one, or the one behind the document of a name. */
export function someIncidents(after: string | undefined): PageQuery {
  return {
    ...from(collections.incidents),
    orderBy: by(ascending),
    limit: pageSize,
    ...(after === undefined ? {} : {startAt: {before: false, values: [{referenceValue: after}]}}),
  };
}

/** All quarantined deliveries, in the order in which Firestore took them. */
export const allQuarantined: Query = {
  ...from(collections.quarantine),
  orderBy: by(ascending, 'keptAt'),
};

/** The pages of looks of a day, by the incidents' ids. */
export function looksOf(day: number): Query {
  return {
    ...from(collections.looks),
    where: where('day', 'EQUAL', number(day)),
    orderBy: by(ascending),
  };
}

function from(collectionId: string): Pick<Query, 'from'> {
  return {from: [{collectionId}]};
}

function where(
  name: string,
  op: Condition['fieldFilter']['op'],
  value: Condition['fieldFilter']['value'],
): Condition {
  return {fieldFilter: {field: field(name), op, value}};
}

/** The document's name comes last, in the same direction, so that no index has to name it. */
function by(direction: Direction, ...names: readonly string[]): Order[] {
  return [...names, '__name__'].map(name => ({field: field(name), direction}));
}

function field(fieldPath: string): Field {
  return {fieldPath};
}

/** Documents that are read at a time: as many of the largest incidents still fit in one answer. */
export const pageSize = 25;

/** What a query finds, a page at a time, each with one request; an empty page is left out. */
export async function* pages(
  client: FirestoreClient,
  query: Query,
  limit = pageSize,
): AsyncGenerator<readonly Found[]> {
  let last: Found | undefined;
  for (;;) {
    const page = await client.run({...query, limit, ...after(query, last)});
    if (page.length > 0) yield page;
    last = page.at(-1);
    if (last === undefined || page.length < limit) return;
  }
}

/** The first document that a query finds. */
export async function firstOf(client: FirestoreClient, query: Query): Promise<Found | undefined> {
  const [first] = await client.run({...query, limit: 1});
  return first;
}

/** Where to read on: right behind a document. A field that a query is ordered by is never missing. */
function after({orderBy}: Query, last: Found | undefined) {
  if (last === undefined) return {};
  const values = orderBy.flatMap(({field: {fieldPath}}): readonly Value[] =>
    fieldPath === '__name__'
      ? [{referenceValue: last.name}]
      : [placeIn(last.fields, fieldPath) ?? []].flat(),
  );
  return {startAt: {before: false, values}};
}
