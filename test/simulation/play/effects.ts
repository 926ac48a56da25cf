import {CallError, type Failure, StoreError} from '../../../functions/core/lib/error.ts';
import {type FaultKind, type Faults, stallMs} from './faults.ts';
import type {Process} from './process.ts';
import type {Scheduler} from './scheduler.ts';

/** One effect on the outside: a port's verb that a process waits for. */
export interface Effect {
  /** Position in the history, from 0. */
  readonly index: number;
  /** Port and verb, e.g. `store.replace` or `slack.post`. */
  readonly verb: string;
  readonly about: string;
  readonly at: number;
  readonly process: string;
  readonly fault: FaultKind | undefined;
}

/** What an effect does. */
export interface Deed<T> {
  readonly verb: string;
  /** What it is about, for the trace. */
  readonly about: string;
  /** Makes the effect on the played world and answers. */
  readonly make: () => T;
  /** What `make` answers when somebody else wrote in between; without it that is an error. */
  readonly conflict?: () => T;
  /** What a 200 with nonsense in it looks like to the caller; without it that is an error. */
  readonly nonsense?: () => T;
}

/** When the faults come from: a fixed list, or chance. */
export type FaultSource = (index: number, verb: string) => FaultKind | undefined;

/** Hears of a fault; `until`: when it is over. */
export type Faulted = (
  process: Process,
  verb: string,
  about: string,
  kind: FaultKind,
  until: number,
) => void;

/** The fault source of a fixed list. */
export function listed(faults: Faults): FaultSource {
  return index => faults.get(index);
}

/** Lets processes have effects, each of which may go wrong in every way of the matrix. */
export class Effects {
  readonly trace: Effect[] = [];
  /** When the last fault was over. */
  lastFaultAt = -Infinity;
  readonly #scheduler: Scheduler;
  readonly #faults: FaultSource;
  readonly #latency: () => number;
  readonly #kill: (process: Process) => void;
  readonly #faulted: Faulted;

  constructor(parts: {
    readonly scheduler: Scheduler;
    readonly faults: FaultSource;
    /** Milliseconds that an effect takes. */
    readonly latency: () => number;
    readonly kill: (process: Process) => void;
    /** Hears of each fault before it happens. */
    readonly faulted: Faulted;
  }) {
    this.#scheduler = parts.scheduler;
    this.#faults = parts.faults;
    this.#latency = parts.latency;
    this.#kill = parts.kill;
    this.#faulted = parts.faulted;
  }

  /** Has an effect; what it throws is thrown to the process. */
  have<T>(process: Process, deed: Deed<T>): Promise<T> {
    const index = this.trace.length;
    const fault = this.#faults(index, deed.verb);
    const {verb, about} = deed;
    const at = this.#scheduler.now;
    const chats = verb.startsWith('slack.') ? 1 : 0;
    process.posting += chats;
    this.trace.push({index, verb, about, at, process: process.name, fault});
    const takes = this.#latency() + (fault === 'stall' ? stallMs : 0);
    if (fault !== undefined) {
      this.lastFaultAt = Math.max(this.lastFaultAt, at + takes);
      this.#faulted(process, verb, about, fault, at + takes);
    }
    return new Promise((done, fail) => {
      const happen = (): void => {
        if (process.frozenUntil > this.#scheduler.now) {
          this.#scheduler.after(process.frozenUntil - this.#scheduler.now, happen, process);
          return;
        }
        process.posting -= chats;
        this.#happen(process, deed, fault, done, fail);
      };
      if (fault === 'stall') process.frozenUntil = at + takes;
      this.#scheduler.after(takes, happen, process);
    });
  }

  #happen<T>(
    process: Process,
    deed: Deed<T>,
    fault: FaultKind | undefined,
    done: (value: T) => void,
    fail: (error: unknown) => void,
  ): void {
    const {verb, make, conflict, nonsense} = deed;
    try {
      switch (fault) {
        case undefined:
        case 'stall':
          done(make());
          return;
        case 'crash-before':
          this.#kill(process);
          return;
        case 'crash-after':
          this.#kill(process);
          make();
          return;
        case 'transient':
          fail(failure(verb, 'unavailable'));
          return;
        case 'lost':
          make();
          fail(failure(verb, 'unavailable'));
          return;
        case 'limited':
          fail(failure(verb, 'rate-limited'));
          return;
        case 'conflict':
          if (conflict === undefined) fail(failure(verb, 'conflict'));
          else done(conflict());
          return;
        case 'busy':
          fail(failure(verb, 'busy'));
          return;
        case 'denied':
          fail(failure(verb, 'denied'));
          return;
        case 'malformed':
          if (nonsense !== undefined) {
            done(nonsense());
            return;
          }
          make();
          fail(failure(verb, 'malformed'));
      }
    } catch (error) {
      if (fault === 'lost') fail(failure(verb, 'unavailable'));
      else if (process.alive) fail(error);
    }
  }
}

const statuses: Readonly<Partial<Record<Failure, number>>> = {
  busy: 400,
  denied: 403,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
};

/** A failure as the port's adapter throws it. */
function failure(verb: string, kind: Failure): Error {
  if (verb.startsWith('store.')) return new StoreError(`${verb}: ${kind}`);
  return new CallError({
    call: verb,
    failure: kind,
    status: statuses[kind] ?? 0,
    said: 'said so',
    attempts: 1,
    ...(kind === 'rate-limited' ? {retryAfterMs: 2_000} : {}),
  });
}
