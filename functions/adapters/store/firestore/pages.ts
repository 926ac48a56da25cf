import type {FirestoreClient, Found} from './client.ts';
import type {Query} from './queries.ts';
import {placeIn, type Value} from './field-value.ts';

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
