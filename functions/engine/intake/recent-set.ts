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
