import type {IncidentFilter} from '../../../core/incident/listing.ts';
import {collections, number, placeIn, text, type Value} from './documents.ts';
import type {FirestoreClient, Found} from './client.ts';

/*
 * https://docs.cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery
 * A query with more than one field needs an index of its own; the list of those is firestore.json.
 */

/** A query's condition: of one field, or several that all hold. */
type Condition =
  | FieldCondition
  | {readonly compositeFilter: {readonly op: 'AND'; readonly filters: FieldCondition[]}};

interface FieldCondition {
  readonly fieldFilter: {
    readonly field: Field;
    readonly op:
      | 'EQUAL'
      | 'IN'
      | 'LESS_THAN'
      | 'LESS_THAN_OR_EQUAL'
      | 'GREATER_THAN_OR_EQUAL'
      | 'GREATER_THAN';
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

/** Whether no incident can pass a filter: Firestore refuses a query for one of no states. */
export function asksForNone({states}: IncidentFilter): boolean {
  return states?.length === 0;
}

/**
 * The incidents of a list, the newest first. Of several equalities Firestore joins the index of each with the order:
 * https://docs.cloud.google.com/firestore/docs/query-data/index-overview#taking_advantage_of_index_merging
 */
export function listed({states, runbook, project, from: since}: IncidentFilter): Query {
  const filters = [
    ...(states === undefined
      ? []
      : [where('state', 'IN', {arrayValue: {values: states.map(text)}})]),
    ...(runbook === undefined ? [] : [where('runbook', 'EQUAL', text(runbook))]),
    ...(project === undefined ? [] : [where('project', 'EQUAL', text(project))]),
    ...(since === undefined ? [] : [where('openedAt', 'GREATER_THAN_OR_EQUAL', number(since))]),
  ];
  const [only, ...more] = filters;
  return {
    ...from(collections.incidents),
    ...(only === undefined
      ? {}
      : {where: more.length === 0 ? only : {compositeFilter: {op: 'AND', filters}}}),
    orderBy: by(descending, 'openedAt'),
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

/**
 * The documents of a collection between two names, the second left out, by their names.
 * @param names whole ones: `projects/P/databases/D/documents/COLLECTION/ID`.
 */
export function named(collectionId: string, [first, end]: readonly [string, string]): Query {
  const name = '__name__';
  return {
    ...from(collectionId),
    where: {
      compositeFilter: {
        op: 'AND',
        filters: [
          where(name, 'GREATER_THAN_OR_EQUAL', {referenceValue: first}),
          where(name, 'LESS_THAN', {referenceValue: end}),
        ],
      },
    },
    orderBy: by(ascending),
  };
}

function from(collectionId: string): Pick<Query, 'from'> {
  return {from: [{collectionId}]};
}

function where(
  name: string,
  op: FieldCondition['fieldFilter']['op'],
  value: FieldCondition['fieldFilter']['value'],
): FieldCondition {
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

/** How a query is read. */
interface Reading {
  /** Documents of one request. */
  readonly size?: number;
  /** So many in all. */
  readonly most?: number;
  /** Behind this place of a list by `openedAt`. */
  readonly after?: {readonly openedAt: Value; readonly name: string} | undefined;
}

/** What a query finds, a page at a time, each with one request; an empty page is left out. */
export async function* pages(
  client: Pick<FirestoreClient, 'run'>,
  query: Query,
  {size = pageSize, most = Infinity, after: place}: Reading = {},
): AsyncGenerator<readonly Found[]> {
  let rest = most;
  let begin: object =
    place === undefined ? {} : behind([place.openedAt, {referenceValue: place.name}]);
  while (rest > 0) {
    const limit = Math.min(size, rest);
    const page = await client.run({...query, limit, ...begin});
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    rest -= page.length;
    begin = after(query, last);
  }
}

/** The first document that a query finds. */
export async function firstOf(client: FirestoreClient, query: Query): Promise<Found | undefined> {
  const [first] = await client.run({...query, limit: 1});
  return first;
}

/** Where to read on: right behind a document. A field that a query is ordered by is never missing. */
function after({orderBy}: Query, last: Found) {
  const values = orderBy.flatMap(({field: {fieldPath}}): readonly Value[] =>
    fieldPath === '__name__'
      ? [{referenceValue: last.name}]
      : [placeIn(last.fields, fieldPath) ?? []].flat(),
  );
  return behind(values);
}

function behind(values: readonly Value[]) {
  return {startAt: {before: false, values: [...values]}};
}
