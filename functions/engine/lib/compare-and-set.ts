import {type Incident, standing} from '../../core/incident/incident.ts';
import type {Store, Mark} from '../../core/ports/ports.ts';
import type {JsonObject} from '../../core/lib/json.ts';

/** Other writers may be faster this often; with more of them, something else is wrong. */
const triesLimit = 10;

/** Another instance works on the incident: what was decided here rests on an old state. */
export class StaleError extends Error {
  override readonly name = 'StaleError';
}

/**
 * Writes the next version of an incident whose lease is ours. Intake may have counted entries or
 * linked symptoms meanwhile: that is kept, since the two writers own different fields. An incident
 * that was opened again meanwhile is taken as it is.
 * @throws StaleError when the lease went to somebody else.
 */
export async function save(store: Store, before: Incident, after: Incident): Promise<Incident> {
  let next: Incident = {...after, version: before.version + 1};
  for (let tries = 0; tries < triesLimit; tries += 1) {
    if ((await store.replace(next)) === 'stored') return next;
    const theirs = await store.read(before.id);
    if (theirs === undefined || theirs.lease?.holder !== before.lease?.holder) break;
    next = wasReopened(before, after, theirs)
      ? reopened(after, theirs)
      : merge(before, after, theirs);
  }
  throw new StaleError(`incident ${before.id}: somebody else holds it now; it is left to them`);
}

/** Whether somebody opened an incident again that was closed when this write was decided on. */
function wasReopened(before: Incident, ours: Incident, theirs: Incident): boolean {
  const released = standing(before.state) === 'closed' && standing(theirs.state) !== 'closed';
  return released || theirs.work.run > ours.work.run;
}

/** Theirs, with what only the holder of the lease knows. */
function reopened({lease, outbox}: Incident, theirs: Incident): Incident {
  const {lease: _old, ...rest} = theirs;
  const {channels, failures, similar, culprit} = outbox;
  return {
    ...rest,
    ...(lease === undefined ? {} : {lease}),
    outbox: {
      ...theirs.outbox,
      channels,
      failures,
      ...(similar && {similar}),
      ...(culprit && {culprit}),
    },
    version: theirs.version + 1,
  };
}

/** Ours, with what intake has counted and linked meanwhile, and the look that somebody has asked for. */
function merge(before: Incident, ours: Incident, theirs: Incident): Incident {
  const {outbox} = ours;
  return {
    ...ours,
    version: theirs.version + 1,
    intake: theirs.intake,
    work: withLook(ours, lookAskedFor(before, theirs)),
    outbox: {
      ...outbox,
      revision: Math.max(outbox.revision, theirs.outbox.revision) + 1,
      // Their part may be news, and this may be the last write of a closed incident: due at once.
      dueAt: outbox.dueAt ?? ours.work.changedAt,
    },
  };
}

/** When somebody else wants a look, where that is sooner than what was known; undefined: nobody does. */
function lookAskedFor(before: Incident, theirs: Incident): number | undefined {
  const asked = theirs.work.nextLook;
  return asked !== undefined && asked < (before.work.nextLook ?? Infinity) ? asked : undefined;
}

/** What ours has ended needs no look any more. Ours may have looked before it was asked for: it looks again. */
function withLook({work}: Incident, asked: number | undefined): Incident['work'] {
  if (asked === undefined || work.nextLook === undefined || work.nextLook <= asked) return work;
  return {...work, nextLook: asked};
}

/**
 * Reads, changes and writes an incident until nobody was faster; an edit that gives the same
 * incident back writes nothing.
 * @returns undefined when there is no such incident.
 * @throws StaleError after ten tries; whoever delivered delivers again.
 */
export async function change(
  store: Pick<Store, 'read' | 'replace'>,
  id: string,
  edit: (incident: Incident) => Incident,
): Promise<Incident | undefined> {
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const incident = await store.read(id);
    if (incident === undefined) return undefined;
    const edited = edit(incident);
    if (edited === incident) return incident;
    const next = {...edited, version: incident.version + 1};
    if ((await store.replace(next)) === 'stored') return next;
  }
  throw new StaleError(`incident ${id}: ${triesLimit} other writers were faster; deliver again`);
}

/** What an edit makes of a mark. Without `value` nothing is written. */
interface MarkEdit<T> {
  readonly value?: JsonObject;
  /** The caller's answer, once the value is stored. */
  readonly result: T;
}

/**
 * Reads, changes and writes a mark until nobody was faster; those of one process that were overtaken go one after the other.
 * `edit` sees the newest value each time,
 * `undefined` where there is no mark yet, so it must have no effects of its own.
 * @returns the result of the edit that was stored, or that asked for no write.
 * @throws StaleError after `tries`, naming the mark; StoreError.
 */
export async function updateMark<T>(
  store: Pick<Store, 'mark' | 'setMark'>,
  name: string,
  edit: (value: Mark['value'] | undefined) => MarkEdit<T>,
  tries = triesLimit,
): Promise<T> {
  const attempt = async (): Promise<Pick<MarkEdit<T>, 'result'> | undefined> => {
    const mark = await store.mark(name);
    const {value, result} = edit(mark?.value);
    if (value === undefined) return {result};
    const next = {name, version: (mark?.version ?? 0) + 1, value};
    return (await store.setMark(next)) === 'stored' ? {result} : undefined;
  };
  const persist = async (): Promise<Pick<MarkEdit<T>, 'result'>> => {
    for (let tried = 1; tried < tries; tried += 1) {
      const stored = await attempt();
      if (stored !== undefined) return stored;
    }
    throw new StaleError(
      `the mark ${name}: ${tries} other writers were faster, nothing was written; try again`,
    );
  };
  const {result} = (await attempt()) ?? (await inTurn(store, name, persist));
  return result;
}

/** The last of those that go one after the other, by store and mark. */
const lanes = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Begins some work on a mark once that of everybody before has ended. A fleet-wide outage has a hundred incidents of one process
 * at one mark: side by side one of them is stored each time, and those that come last have used up their tries.
 */
function inTurn<T>(store: object, name: string, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(store) ?? new Map<string, Promise<unknown>>();
  lanes.set(store, lane);
  const mine = (lane.get(name) ?? Promise.resolve()).then(work, work);
  lane.set(name, mine);
  const leave = (): void => {
    if (lane.get(name) === mine) lane.delete(name);
  };
  mine.then(leave, leave);
  return mine;
}

/** For `catch`: an answer in the place of a StaleError, for callers who can do without the write. */
export function whenContended<T>(answer: T): (error: unknown) => T {
  return error => {
    if (error instanceof StaleError) return answer;
    throw error;
  };
}
