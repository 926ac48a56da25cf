import type {BreakingCloud} from '../world/cloud.ts';
import type {Effect, FaultSource} from './effects.ts';
import type {Delivery, Path} from '../paths/path.ts';
import type {Scheduler} from './scheduler.ts';

/** How far off a clock may be, each way. */
export const skewMs = 5 * 60_000;

/** One history to play. */
export interface Play {
  readonly path: Path;
  readonly delivery: Delivery;
  readonly faults: FaultSource;
  /** Milliseconds that each effect takes. */
  readonly latency?: () => number;
  /** How far off the clock of each process is, milliseconds. */
  readonly skew?: () => number;
  /** True where an answer may take seconds. */
  readonly slow?: boolean;
  /** More that happens to the world. */
  readonly meddle?: (
    cloud: BreakingCloud,
    scheduler: Scheduler,
    publish: (entry: unknown) => void,
  ) => void;
  /** What an adversary sends, and how long after the beginning. */
  readonly attack?: readonly {
    readonly after: number;
    readonly forge: (at: number, n: number) => unknown;
  }[];
  /** True when somebody undoes a repair, which may stay undone. */
  readonly quarrels?: boolean;
}

/** What became of a history. */
export interface Played {
  readonly effects: readonly Effect[];
  readonly violations: readonly string[];
  /** Which rare branches it went through, and how often. */
  readonly probes: ReadonlyMap<string, number>;
  /** How each incident ended, and what was changed: the same for every order of delivery. */
  readonly digest: string;
  /** What was stored and what people saw, a line each, in the order of time. */
  readonly story: () => readonly string[];
}
