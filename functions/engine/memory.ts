/** A key is counted in memory for this long before the store hears of it again. */
export const memorySeconds = 60;

/** What an instance remembers of a key that it has just stored. */
export interface Remembered {
  readonly incident: string;
  readonly until: number;
  counted: number;
}

/** How an arrival looks to an instance's own memory. */
export type Sight =
  | {readonly kind: 'duplicate' | 'counted'; readonly incident: string}
  | {readonly kind: 'new'; readonly alsoCounted: number};

/**
 * Bounded memory of one instance: a storm of the same finding costs a look here and no I/O. It is
 * only a shortcut: the store decides, and forgetting costs one write.
 */
export class Memory {
  readonly #keys = new Map<string, Remembered>();
  /** The incident that each known entry was counted for. */
  readonly #entries = new Map<string, string>();
  readonly #limit: number;

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  /** Looks an arrival up; entries of a key within its time are counted here. */
  sight(entry: string, key: string, now: number): Sight {
    const counted = this.#entries.get(entry);
    if (counted !== undefined) return {kind: 'duplicate', incident: counted};
    const known = this.#keys.get(key);
    if (known === undefined) return {kind: 'new', alsoCounted: 0};
    if (now >= known.until) {
      const alsoCounted = known.counted;
      known.counted = 0;
      return {kind: 'new', alsoCounted};
    }
    known.counted += 1;
    this.#entries.set(entry, known.incident);
    trim(this.#entries, this.#limit);
    return {kind: 'counted', incident: known.incident};
  }

  /** Knows an entry that the store had already; the key's next one is asked about again. */
  know(entry: string, incident: string): void {
    this.#entries.set(entry, incident);
    trim(this.#entries, this.#limit);
  }

  /** Remembers what the store has taken; only after it has. */
  remember(entry: string, key: string, stored: Omit<Remembered, 'counted'>): void {
    this.#entries.set(entry, stored.incident);
    // Deliveries side by side may both have been new: what was counted between them stays.
    const counted = this.#keys.get(key)?.counted ?? 0;
    this.#keys.delete(key);
    this.#keys.set(key, {...stored, counted});
    trim(this.#entries, this.#limit);
    trim(this.#keys, this.#limit);
  }

  /** Takes out the counts that the store does not have yet. */
  takeCounts(): readonly (Remembered & {readonly key: string})[] {
    const counts = [...this.#keys].flatMap(([key, known]) =>
      known.counted === 0 ? [] : [{...known, key}],
    );
    for (const {key} of counts) {
      const known = this.#keys.get(key);
      if (known !== undefined) known.counted = 0;
    }
    return counts;
  }
}

/** Drops the oldest: a map keeps the order of insertion. */
function trim(all: Map<string, unknown>, limit: number): void {
  for (const key of all.keys()) {
    if (all.size <= limit) return;
    all.delete(key);
  }
}
