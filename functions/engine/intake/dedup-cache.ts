import {type Counted, noneCounted, seenLimit} from '../../core/intake/arrivals.ts';
import {hashOf} from './entry-identity.ts';

/**
 * A map that holds its newest names and forgets the oldest. A ring says which is the oldest: a Map's
 * first key is found behind the holes of all that were deleted, thousands in a storm.
 */
export class Recent<Value> {
  readonly #values = new Map<string, Value>();
  readonly #ring: string[] = [];
  readonly #limit: number;
  #next = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  /** Sets a value; a name that is there keeps its age. */
  set(name: string, value: Value): void {
    const before = this.#values.size;
    this.#values.set(name, value);
    if (this.#values.size === before) return;
    const oldest = this.#ring[this.#next];
    if (oldest !== undefined) this.#values.delete(oldest);
    this.#ring[this.#next] = name;
    this.#next = (this.#next + 1) % this.#limit;
  }
}

/** A key is counted in memory for this long before the store hears of it again. */
export const memorySeconds = 60;

/** What an instance remembers of a key that it has just stored. */
export interface Remembered {
  readonly incident: string;
  readonly until: number;
}

/** A key that was stored, with what was counted for it since. */
interface Known extends Remembered {
  counted: number;
  entries: string[];
}

/** How an arrival looks to an instance's own memory. */
export type Sight =
  | {readonly kind: 'duplicate' | 'counted'; readonly incident: string}
  | {readonly kind: 'new'; readonly alsoCounted: Counted};

/**
 * Bounded memory of one instance: a storm of the same finding costs a look here and no I/O. It is
 * only a shortcut: the store decides, and forgetting costs one write.
 */
export class DedupCache {
  readonly #keys = new Map<string, Known>();
  /** The incident that each known entry was counted for. */
  readonly #entries: Recent<string>;
  readonly #limit: number;

  constructor(limit = 20_000) {
    this.#limit = limit;
    this.#entries = new Recent(limit);
  }

  /** Looks an arrival up; entries of a key within its time are counted here. */
  sight(entry: string, key: string, now: number): Sight {
    const counted = this.#entries.get(entry);
    if (counted !== undefined) return {kind: 'duplicate', incident: counted};
    const known = this.#keys.get(key);
    if (known === undefined) return {kind: 'new', alsoCounted: noneCounted};
    if (now >= known.until) {
      return {kind: 'new', alsoCounted: takenFrom(known)};
    }
    known.counted += 1;
    if (known.entries.length < seenLimit) known.entries.push(entry);
    this.#entries.set(entry, known.incident);
    return {kind: 'counted', incident: known.incident};
  }

  /** Knows an entry that the store had already; the key's next one is asked about again. */
  know(entry: string, incident: string): void {
    this.#entries.set(entry, incident);
  }

  /** Remembers what the store has taken; only after it has. */
  remember(entry: string, key: string, {incident, until}: Remembered): void {
    this.#entries.set(entry, incident);
    // Deliveries side by side may both have been new: what was counted between them stays.
    const {counted = 0, entries = []} = this.#keys.get(key) ?? {};
    this.#keys.delete(key);
    this.#keys.set(key, {incident, until, counted, entries});
    trim(this.#keys, this.#limit);
  }

  /** Takes out the counts that the store does not have yet. */
  takeCounts(): readonly {readonly incident: string; readonly counted: Counted}[] {
    return [...this.#keys.values()]
      .filter(known => known.counted > 0)
      .map(known => ({incident: known.incident, counted: takenFrom(known)}));
  }
}

function takenFrom(known: Known): Counted {
  const {counted: count, entries} = known;
  known.counted = 0;
  known.entries = [];
  return {count, entries: entries.map(hashOf)};
}

/** Drops the oldest: a map keeps the order of insertion. */
function trim(all: Map<string, unknown>, limit: number): void {
  for (const key of all.keys()) {
    if (all.size <= limit) return;
    all.delete(key);
  }
}
