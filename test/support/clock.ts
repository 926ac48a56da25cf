import type {Clock} from '../../functions/core/ports/ports.ts';

/** A clock that moves only when told, or by as much as somebody sleeps. */
export class FakeClock implements Clock {
  /** Every wait that was asked for, milliseconds. */
  readonly sleeps: number[] = [];
  #now: number;

  constructor(now = Date.UTC(2026, 10, 22, 3, 0, 0)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Resolves at once, `milliseconds` later. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(milliseconds);
    if (signal?.aborted !== true) this.#now += milliseconds;
    return Promise.resolve();
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
