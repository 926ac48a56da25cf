import {isObject, type JsonObject} from '../lib/json.ts';

/** Since when polls have seen a problem without a break; epoch ms. */
export interface Seen {
  readonly since: number;
  /** Since when it was more than something that may still end by itself. */
  readonly firm?: number;
}

/** What polls remember of one fleet: each problem that is seen, by its incident's key. */
export type Memories = Readonly<Record<string, Seen>>;

/** One problem as a poll saw it. */
export interface Sighting {
  readonly key: string;
  /** How long it may take to end by itself, seconds; absent: it does not. */
  readonly usualSeconds?: number;
}

/**
 * What a poll sees at once may be somebody's change under way: it has to be seen by a second poll, at
 * least so much later.
 */
export const settleSeconds = 60;
/** A fleet has at most so many problems remembered; a mark is one document of the store. */
export const memoryLimit = 1_000;

/**
 * Remembers what a poll has seen. What was not seen any more is forgotten, unless it could not be
 * looked at (`unknown`).
 * @returns `before` itself when there is nothing new to remember.
 */
export function remember(
  before: Memories,
  sightings: readonly Sighting[],
  unknown: (key: string) => boolean,
  now: number,
): Memories {
  const sighted = new Map(sightings.map(one => [one.key, one]));
  const kept = Object.entries(before).flatMap(([key, seen]): [string, Seen][] => {
    const sighting = sighted.get(key);
    if (sighting !== undefined) return [[key, again(seen, sighting, now)]];
    return unknown(key) ? [[key, seen]] : [];
  });
  const fresh = sightings
    .filter(one => !Object.hasOwn(before, one.key))
    .map((one): [string, Seen] => [one.key, again({since: now}, one, now)]);
  const after = Object.fromEntries([...kept, ...fresh].slice(0, memoryLimit));
  const keys = Object.keys(after);
  const same =
    keys.length === Object.keys(before).length && keys.every(key => after[key] === before[key]);
  return same ? before : after;
}

function again(seen: Seen, {usualSeconds}: Sighting, now: number): Seen {
  if (usualSeconds === undefined) return seen.firm === undefined ? {...seen, firm: now} : seen;
  return seen.firm === undefined ? seen : {since: seen.since};
}

/** Since when a problem's time runs: all the while it was seen, or only while it was firm. */
export function countsFrom({since, firm}: Seen, {usualSeconds}: Sighting): number {
  return usualSeconds === undefined ? (firm ?? since) : since;
}

/** Reads memories back from a mark; what is none is forgotten. */
export function memoriesOf(value: JsonObject | undefined): Memories {
  const entries = Object.entries(value ?? {}).flatMap(([key, seen]): [string, Seen][] => {
    if (!isObject(seen) || typeof seen['since'] !== 'number') return [];
    const {since, firm} = seen;
    return [[key, typeof firm === 'number' ? {since, firm} : {since}]];
  });
  return Object.fromEntries(entries);
}
