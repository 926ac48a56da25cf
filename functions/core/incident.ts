import type {ActionResult, PlannedAction} from './action.ts';
import type {Approval} from './approval.ts';
import type {Evidence} from './finding.ts';
import type {Phrase} from './phrase.ts';
import type {Plan} from './plan.ts';
import type {Earlier, SimilarCount} from './ports.ts';
import type {Target} from './target.ts';

/**
 * Where an incident stands. Open: `detected`, `diagnosing`, `planned`, `acting`, `verifying`.
 * Parked, waiting for a person while the responder keeps looking: `awaiting-approval`, `blocked`,
 * `flapping`. Closed: `resolved`, `no-action` (live state healthy), `suppressed` (another incident
 * tells it, or it is none of ours), `failed` (budget spent, handed to a person).
 */
export type State =
  | 'detected'
  | 'diagnosing'
  | 'planned'
  | 'acting'
  | 'verifying'
  | 'awaiting-approval'
  | 'blocked'
  | 'flapping'
  | 'resolved'
  | 'no-action'
  | 'suppressed'
  | 'failed';

/** The three kinds of state. */
export type Standing = 'open' | 'parked' | 'closed';

/** Every state with its kind and the states it may change into. */
export const states: Readonly<
  Record<State, {readonly standing: Standing; readonly next: readonly State[]}>
> = {
  detected: {standing: 'open', next: ['diagnosing', 'suppressed']},
  diagnosing: {
    standing: 'open',
    next: [
      'diagnosing',
      'planned',
      'verifying',
      'resolved',
      'no-action',
      'suppressed',
      'blocked',
      'failed',
    ],
  },
  planned: {
    standing: 'open',
    next: ['diagnosing', 'acting', 'awaiting-approval', 'blocked', 'flapping', 'failed'],
  },
  acting: {
    standing: 'open',
    next: ['acting', 'diagnosing', 'planned', 'verifying', 'blocked', 'failed'],
  },
  verifying: {standing: 'open', next: ['diagnosing', 'acting', 'resolved', 'blocked', 'failed']},
  'awaiting-approval': {standing: 'parked', next: ['diagnosing', 'failed']},
  blocked: {standing: 'parked', next: ['diagnosing', 'failed']},
  flapping: {standing: 'parked', next: ['diagnosing', 'failed']},
  resolved: {standing: 'closed', next: ['detected']},
  'no-action': {standing: 'closed', next: ['detected']},
  suppressed: {standing: 'closed', next: ['detected']},
  failed: {standing: 'closed', next: []},
};

/** The kind of a state. */
export function standing(state: State): Standing {
  return states[state].standing;
}

/** One effect on the world: the intent is stored before it is made, the result after. */
export interface ActionRecord extends PlannedAction {
  readonly attempt: number;
  /** The incident's `reopened` when it was intended: which of its runs it belongs to; absent: 0. */
  readonly run?: number;
  readonly intendedAt: number;
  /** What marks the change; see `stampOf`. */
  readonly stamp?: string;
  /** Absent while nobody knows. */
  readonly result?: ActionResult;
  readonly endedAt?: number;
  /** The long-running operation to poll. */
  readonly operation?: string;
  /** What was sent or would have been, or why it failed. */
  readonly detail?: string;
}

/** Another runbook's sign that this incident explains. */
export interface LinkedSymptom {
  readonly key: string;
  readonly runbook: string;
  readonly target: Target;
  readonly count: number;
  readonly lastAt: number;
  /** What its runbook called the sign, where that decides what is looked at. */
  readonly symptom?: string;
}

/** How often entries were treated in one way, and the newest words for it. */
export interface ReasonCount {
  readonly count: number;
  /** Epoch milliseconds. */
  readonly lastAt: number;
  readonly reason: Phrase;
}

/** By the code of the reason. */
export type Reasons = Readonly<Record<string, ReasonCount>>;

/** One line of history. */
export interface TimelineItem {
  readonly at: number;
  readonly state: State;
  readonly reason: Phrase;
  /** Proof, command or quote that belongs to the line. */
  readonly proof?: readonly Phrase[];
  readonly code?: string;
}

/** What one channel shows, 0 for nothing, and what it needs to edit it. */
export interface Told extends Earlier {
  readonly revision: number;
}

/** One problem on one target, from open to its end; stored as one document. Times: epoch ms. */
export interface Incident {
  readonly id: string;
  readonly key: string;
  /** Grows each time the same key opens anew. */
  readonly epoch: number;
  /** Compare-and-set counter of the store. */
  readonly version: number;
  readonly runbook: string;
  readonly symptom: string;
  readonly variant?: string;
  readonly target: Target;
  readonly causes: readonly string[];
  readonly state: State;
  readonly reason: Phrase;
  readonly openedAt: number;
  /** When it was opened or, if it came back, when it did so last. */
  readonly beganAt: number;
  readonly changedAt: number;
  readonly closedAt?: number;
  /** True once a diagnosis of this epoch said broken. */
  readonly confirmed: boolean;
  /** How often it came back within the reopening time. */
  readonly reopened: number;
  readonly entries: {
    readonly count: number;
    readonly firstAt: number;
    readonly lastAt: number;
    /** Short hashes of the entries that were counted, newest last, bounded. */
    readonly seen: readonly string[];
  };
  /** What became of the entries: joined, suppressed or limited, and why. Intake's own. */
  readonly reasons?: Reasons;
  readonly evidence: readonly Evidence[];
  readonly symptoms: readonly LinkedSymptom[];
  /** Like entries of the last 15 minutes, from Cloud Logging's own history. */
  readonly similar?: SimilarCount;
  /** What the last diagnosis read. */
  readonly proof: readonly Phrase[];
  readonly lookedAt?: number;
  readonly plan?: Plan;
  /** What a person said of a plan, last. */
  readonly approval?: Approval;
  readonly actions: readonly ActionRecord[];
  /** Attempts to change the world, at most `attemptBudget`. */
  readonly attempts: number;
  /** Reads in a row that gave no answer. */
  readonly blindLooks: number;
  /** When repairs of this key were verified, this epoch's and the ones before, the newest last. */
  readonly repairs: readonly number[];
  /** When a repair was last held back because somebody undoes them; kept like `repairs`. */
  readonly contestedAt?: number;
  /** When the last effect was made; the re-checks count from here. */
  readonly actedAt?: number;
  /** Re-checks done since `actedAt`. */
  readonly rechecks: number;
  /** When to look again; absent: nobody needs to. */
  readonly nextLook?: number;
  /** Who works on it and until when; see engine/lease. */
  readonly lease?: {readonly holder: string; readonly until: number};
  readonly timeline: readonly TimelineItem[];
  /** Counts what people can see; a channel that told an older one is behind. */
  readonly revision: number;
  /** Counts changes of state; a channel that cannot edit posts only these. */
  readonly milestone: number;
  /** By channel id. */
  readonly told: Readonly<Record<string, Told>>;
  /** Announcement failures in a row. */
  readonly silentTries: number;
  /** Not before this time is an announcement tried again. */
  readonly tellAfter?: number;
  /** The minute, counted from 1970 in this run's time, that has room for its announcement. */
  readonly tellTurn?: number;
  /**
   * When to tell once more what is true: somebody whose lease ran out may have shown something old
   * since.
   */
  readonly tellAgain?: number;
}

const timelineLimit = 60;

/** A change of state that people see. `nextLook` undefined means: nobody looks again by itself. */
export interface Move {
  readonly state: State;
  readonly reason: Phrase;
  readonly now: number;
  readonly nextLook?: number | undefined;
  readonly proof?: readonly Phrase[];
  readonly code?: string;
}

/**
 * Moves an incident along one arrow of `states`: new state, reason, line of history, revision.
 * @throws Error when there is no such arrow: a bug, never a matter of input.
 */
export function move(incident: Incident, step: Move): Incident {
  if (!states[incident.state].next.includes(step.state)) {
    throw new Error(
      `incident ${incident.id}: no way from ${incident.state} to ${step.state} (${step.reason.code})`,
    );
  }
  const item: TimelineItem = {
    at: step.now,
    state: step.state,
    reason: step.reason,
    ...(step.proof === undefined ? {} : {proof: step.proof}),
    ...(step.code === undefined ? {} : {code: step.code}),
  };
  const {nextLook: _look, closedAt: _closed, ...rest} = incident;
  return {
    ...rest,
    state: step.state,
    reason: step.reason,
    changedAt: step.now,
    ...(standing(step.state) === 'closed' ? {closedAt: step.now} : {}),
    ...(step.nextLook === undefined ? {} : {nextLook: step.nextLook}),
    timeline: [...incident.timeline, item].slice(-timelineLimit),
    revision: incident.revision + 1,
    milestone: incident.milestone + 1,
  };
}

/**
 * When somebody has to work on an incident again: its next look, or an announcement that is due,
 * whichever is first. Undefined: never by itself.
 */
export function dueAt({nextLook, tellAfter, tellAgain}: Incident): number | undefined {
  const times = [nextLook, tellAfter, tellAgain].filter(time => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}
