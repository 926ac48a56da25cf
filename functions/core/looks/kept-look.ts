import type {Target} from '../detection/target.ts';
import type {Consent} from '../guard/consent.ts';
import type {GuardFacts, Verdict} from '../guard/guard.ts';
import type {LinkedSymptom} from '../incident/incident.ts';
import type {PlannedAction} from '../incident/plan.ts';
import type {CallFacts} from '../lib/error.ts';

/** One read that a look has made, and what came of it. */
export interface KeptRead {
  /** A verb of the readers, `recent` or `heartbeat`. */
  readonly verb: string;
  /** What it was asked for: names, and how a cluster is reached. */
  readonly args: readonly unknown[];
  readonly got:
    | {readonly kind: 'answer'; readonly answer: unknown}
    | {readonly kind: 'error'; readonly error: CallFacts};
}

/** What a look rested on; `too-large`: so many characters of JSON that they were not kept. */
export type KeptFacts =
  | {readonly kind: 'kept'; readonly reads: readonly KeptRead[]}
  | {readonly kind: 'too-large'; readonly atLeast: number};

/** What a diagnosis came to, without its sentences. */
export type KeptFound =
  | {readonly kind: 'healthy' | 'person' | 'waiting' | 'symptom'; readonly cause?: string}
  | {readonly kind: 'broken'; readonly cause: string; readonly actions: readonly PlannedAction[]}
  /** A read that decides gave no answer. */
  | {readonly kind: 'no-answer'; readonly failure: CallFacts['failure']};

/**
 * What the guard went by beside the configuration, without the names of people. What only its store knows is there where the
 * guard was asked and no configuration had the say before (`weighed`).
 */
export interface Circumstances extends Pick<GuardFacts, 'attempts' | 'repairs' | 'contestedAt'> {
  /** The repair is to be taken back. */
  readonly undo?: true;
  readonly weighed?: {
    /** Hash of the plan that it is about. */
    readonly plan: string;
    readonly consent: Consent['kind'];
    readonly paused?: true;
    /** Silenced by a person; `unreadable`: nobody knew. */
    readonly silenced?: true | 'unreadable';
    readonly breaker?: {readonly project: string; readonly action: string};
    readonly budget?: {readonly project: string; readonly limit: number};
    readonly undone?: true;
  };
}

/** A look at live state as it is remembered: what it was for, what it rested on, what came of it. Times: epoch ms. */
export interface KeptLook {
  readonly incident: string;
  readonly key: string;
  readonly runbook: string;
  readonly target: Target;
  readonly symptom: string;
  readonly variant?: string;
  /** True: a look before saw that the problem was there. */
  readonly confirmed?: true;
  readonly causes: readonly string[];
  readonly signs: readonly LinkedSymptom[];
  readonly facts: KeptFacts;
  readonly found: KeptFound;
  readonly circumstances: Circumstances;
  /** What the guard said; absent: it was not asked. */
  readonly verdict?: Verdict['kind'];
  /** Looks that saw the same: the first, the last, and how many. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
}

/** A look that was made just now. */
export type MadeLook = Omit<KeptLook, 'firstAt' | 'lastAt' | 'count'> & {readonly at: number};
