import {StoreError} from '../../../core/lib/error.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import type {Due, Kept, Store} from '../../../core/ports/ports.ts';
import {
  firestoreClient,
  type FirestoreDeps,
  type FirestorePlace,
  type Found,
  firestoreFailure,
  placeName,
} from './client.ts';
import {
  collections,
  incidentFields,
  incidentOf,
  lookPageFields,
  lookPageName,
  lookPageOf,
  markFields,
  markOf,
  quarantinedFields,
  quarantinedOf,
  replayedFields,
  documentId,
  nameOf,
  series,
  number,
  numberIn,
  textIn,
} from './documents.ts';
import {
  allIncidents,
  allQuarantined,
  byFreedom,
  dueBy,
  explainedSigns,
  firstOf,
  freeAfter,
  looksOf,
  asksForNone,
  listed,
  named,
  notClosed,
  ofKey,
  pages,
  pageSize,
  someIncidents,
  type Query,
} from './queries.ts';
import {firestoreWriter} from './compare-and-set.ts';
import {stateOf} from '../incident-codec.ts';

/** Leased incidents that a page of due ones has room for; the workers are few. */
const leasedRoom = 8;
/** Due incidents of one answer: four short fields each. */
const duePage = 2_000;

/**
 * The production store: a document for each incident, mark and quarantined delivery in a database of
 * Firestore in native mode. Nothing is asked before the first verb. A read or a write costs one
 * request, a write of a version that was not seen here one more. What is past its time is deleted
 * by TTL policies, up to a day late; nothing here takes "still there" for "still valid".
 *
 * Every verb rejects with `StoreError`; after one, a write may have been made.
 */
export function firestoreStore(deps: FirestoreDeps, place: FirestorePlace): Store {
  const client = firestoreClient(deps, place);
  const writer = firestoreWriter(client, deps);
  const here = placeName(place);
  let closed = false;
  // They grow, so that deliveries of the same millisecond stay in order.
  const nextDelivery = series(deps.random);

  const run = async <T>(verb: string, work: () => Promise<T>): Promise<T> => {
    if (closed) throw new StoreError(`store ${here}: ${verb} failed: it is closed`);
    try {
      return await work();
    } catch (error) {
      throw firestoreFailure(place, verb, error);
    }
  };

  const nameIn = (collection: string, id: string) => client.nameOf(collection, documentId(id));

  const incident = (found: Found) => {
    writer.saw(found);
    return incidentOf(here, found);
  };

  const every = async <T>(query: Query, read: (found: Found) => T): Promise<readonly T[]> => {
    const all: T[] = [];
    for await (const page of pages(client, query)) all.push(...page.map(read));
    return all;
  };

  const get = async <T>(name: string, read: (found: Found) => T): Promise<T | undefined> => {
    const found = await client.get(name);
    if (found === undefined) return undefined;
    writer.saw(found);
    return read(found);
  };

  return {
    // It answers no write before it is.
    synced: () => Promise.resolve(),
    create: one =>
      run('create', async () => {
        const name = nameIn(collections.incidents, one.id);
        const answer = await writer.write({name, fields: incidentFields(here, one)});
        return answer === 'written' ? 'created' : 'exists';
      }),
    read: id => run('read', () => get(nameIn(collections.incidents, id), incident)),
    latest: key =>
      run('latest', async () => {
        const found = await firstOf(client, ofKey(key));
        return found === undefined ? undefined : incident(found);
      }),
    replace: one =>
      run('replace', async () => {
        const name = nameIn(collections.incidents, one.id);
        const fields = incidentFields(here, one);
        const answer = await writer.write({name, fields, over: one.version - 1});
        return answer === 'written' ? 'stored' : 'stale';
      }),
    due: (now, limit) =>
      run('due', async () => {
        const due: Due[] = [];
        if (limit <= 0) return due;
        const size = Math.min(limit, duePage) + leasedRoom;
        for await (const page of pages(client, dueBy(now), {size})) {
          const free = page.filter(({fields}) => (numberIn(fields, 'freeAt') ?? now) <= now);
          due.push(
            ...free.map(({name, fields}) => ({
              id: nameOf(name),
              key: textIn(fields, 'key') ?? '',
              state: stateOf(textIn(fields, 'state')),
            })),
          );
          if (due.length >= limit) break;
        }
        return due.slice(0, limit);
      }),
    earliest: () =>
      run('earliest', async () => numberIn((await firstOf(client, byFreedom))?.fields, 'freeAt')),
    ahead: limit => run('ahead', () => every(freeAfter(limit), ({name}) => nameOf(name))),
    explained: cause =>
      run('explained', () => every(explainedSigns(cause), ({name}) => nameOf(name))),
    open: () => run('open', () => every(notClosed, incident)),
    all: () => run('all', () => every(allIncidents, incident)),
    page: after =>
      run('page', async () => {
        const found = await client.run(someIncidents(after));
        const last = found.at(-1);
        const isWhole = found.length === pageSize && last !== undefined;
        return {incidents: found.map(incident), ...(isWhole ? {next: last.name} : {})};
      }),
    listed: (filter, {limit, after}) =>
      run('listed', async () => {
        const found: Incident[] = [];
        if (asksForNone(filter)) return found;
        const place = after && {
          openedAt: number(after.openedAt),
          name: nameIn(collections.incidents, after.id),
        };
        for await (const page of pages(client, listed(filter), {most: limit, after: place})) {
          found.push(...page.map(incident));
        }
        return found;
      }),
    total: async filter =>
      asksForNone(filter) ? 0 : run('total', () => client.count(listed(filter))),
    quarantine: item =>
      run('quarantine', async () => {
        const name = nameIn(collections.quarantine, nextDelivery());
        const fields = quarantinedFields(item);
        await writer.write({name, fields, takenAt: 'keptAt'});
      }),
    quarantined: () => run('quarantined', () => every<Kept>(allQuarantined, quarantinedOf)),
    replayed: (id, at) =>
      run('replayed', async () => {
        const name = nameIn(collections.quarantine, id);
        const found = await get(name, one => one);
        if (found === undefined) return 'unknown';
        if (quarantinedOf(found).replayedAt !== undefined) return 'already';
        const fields = replayedFields(found, at);
        return (await writer.write({name, fields, over: 1})) === 'written' ? 'marked' : 'already';
      }),
    mark: name =>
      run('mark', () => get(nameIn(collections.marks, name), found => markOf(here, found))),
    marks: prefix =>
      run('marks', () => {
        // No id has a `~`, which sorts behind everything that an id has.
        const first = nameIn(collections.marks, prefix);
        return every(named(collections.marks, [first, `${first}~`]), one => markOf(here, one));
      }),
    setMark: mark =>
      run('setMark', async () => {
        const name = nameIn(collections.marks, mark.name);
        const over = mark.version === 1 ? {} : {over: mark.version - 1};
        const answer = await writer.write({name, fields: markFields(here, mark), ...over});
        return answer === 'written' ? 'stored' : 'stale';
      }),
    lookPage: (incident, day) =>
      run('lookPage', () =>
        get(nameIn(collections.looks, lookPageName({incident, day})), one => lookPageOf(here, one)),
      ),
    keepLookPage: page =>
      run('keepLookPage', async () => {
        const name = nameIn(collections.looks, lookPageName(page));
        const over = page.version === 1 ? {} : {over: page.version - 1};
        const answer = await writer.write({name, fields: lookPageFields(here, page), ...over});
        return answer === 'written' ? 'stored' : 'stale';
      }),
    lookPages: day => run('lookPages', () => every(looksOf(day), one => lookPageOf(here, one))),
    close() {
      closed = true;
      return Promise.resolve();
    },
  };
}
