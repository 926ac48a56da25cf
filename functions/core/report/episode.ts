import type {FlappingHold, OpenedBy, Reverted, Stop} from '../incident/reason.ts';
import type {ActionResult} from '../incident/plan.ts';
import type {Target} from '../detection/target.ts';

/**
 * How one run of an incident ended, or where it stands. `repaired`: verified without asking anybody;
 * `approved`: verified behind a person's yes; `would-repair`: a dry run; `healed`: by others, behind a look that
 * said broken; `false-alarm`: healthy at the first look; `symptom`: another incident tells it; `outside`: not on the
 * allow-list; `handed-over`: given up for good; `waiting`: for a person; `open`: being worked on.
 */
export type Outcome =
  | 'repaired'
  | 'approved'
  | 'would-repair'
  | 'healed'
  | 'false-alarm'
  | 'symptom'
  | 'outside'
  | 'handed-over'
  | 'waiting'
  | 'open'
  | 'taken-back'
  | 'undo-kept';

/** Every outcome, in the order in which people are told of them. */
export const outcomes = [
  'repaired',
  'approved',
  'would-repair',
  'healed',
  'handed-over',
  'waiting',
  'open',
  'false-alarm',
  'symptom',
  'outside',
  'taken-back',
  'undo-kept',
] as const satisfies readonly Outcome[];

/** What stopped a plan, whoever had said yes. */
export type StopKind = Stop['kind'];

/** A question to a person, and how it ended. Times: epoch ms. */
export interface Ask {
  /** Hash of the plan; absent in what older versions stored. */
  readonly plan?: string;
  readonly at: number;
  /**
   * `yes`, `no`: taken up at `until`; `gone`: it went another way at `until` (the problem was over, or the plan
   * another one); `waits`: nobody has answered yet.
   */
  readonly end: 'yes' | 'no' | 'gone' | 'waits';
  readonly until?: number;
  /** Who answered; several who had to agree are joined by commas. */
  readonly by?: string;
}

/** One action of a run and what became of it; undefined: nobody knows yet. */
export interface Deed {
  readonly action: string;
  readonly result: ActionResult | undefined;
  /** When it was intended, and when its answer came, epoch ms. */
  readonly at: number;
  readonly endedAt?: number;
}

/** Why a repair was not believed: the change did not last, or all looks behind it were not healthy. */
export type Unverified = 'not-taken' | 'rechecks-spent' | 'attempts-spent';

/** One run of an incident, from when it opened (again) to its end: what a report goes by. Times: epoch ms. */
export interface Episode {
  readonly incident: string;
  readonly runbook: string;
  readonly target: Target;
  /** When it was opened. */
  readonly began: number;
  /** The first sign of it: its first log entry, or when a poll first saw it; absent: nobody knows. */
  readonly sign?: number;
  /** Absent: the history is bounded, and its beginning is gone. */
  readonly opened?: OpenedBy['kind'];
  /** When it ended; absent: it has not. */
  readonly ended?: number;
  readonly outcome: Outcome;
  /** Whether live state was ever seen broken. */
  readonly confirmed: boolean;
  /** When a plan was first made, and its actions where they are still known. */
  readonly planned?: {readonly at: number; readonly actions: readonly string[]};
  readonly deeds: readonly Deed[];
  readonly asks: readonly Ask[];
  /** What stopped its plans, each once. */
  readonly stops: readonly StopKind[];
  /** What refused or lost a change or a read, by the names of `Blocked`, each once. */
  readonly refused: boolean;
  readonly unverified: readonly Unverified[];
  /** Absent: nobody undid its repairs. */
  readonly fight?: {
    readonly repairs: FlappingHold['repairs'];
    readonly by: readonly Reverted['by'][];
  };
  /** Somebody said that it is theirs. */
  readonly owned: boolean;
  /** It was kept from people by a silence. */
  readonly silenced: boolean;
  /** A person wanted a repair taken back: this run is for it. */
  readonly undo: boolean;
  /** Log entries, of its symptoms too; counted with the last run of an incident, 0 in the others. */
  readonly entries: number;
}
