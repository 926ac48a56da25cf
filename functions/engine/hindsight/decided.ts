import type {Target} from '../../core/detection/target.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';

/** How far something may go of which nobody knows what live state was. */
export type AtMost = 'ask' | 'act';

/** What a responder does by itself about one log entry or one look, decided anew. */
export type Outcome =
  /** Nothing, and nobody hears of it. `why` is a code: of a skip, a miss or the allow-list. */
  | {readonly kind: 'ignored'; readonly why: string}
  /** It is told, and nothing is changed. `why`: what was found, or what holds the plan back. */
  | {
      readonly kind: 'told';
      readonly why: string;
      /** What is wrong, by its code. */
      readonly cause?: string;
      /** The plan that is held back. */
      readonly actions?: readonly PlannedAction[];
    }
  /** A person is asked for a yes to these actions. */
  | {readonly kind: 'asked'; readonly why: string; readonly actions: readonly PlannedAction[]}
  /** These actions are made. `approved`: on a person's yes to this very plan. */
  | {
      readonly kind: 'acted';
      readonly why: 'allowed' | 'approved';
      readonly actions: readonly PlannedAction[];
    }
  /** It depends on what live state was, and that was not kept. */
  | {readonly kind: 'unknown'; readonly why: Unknown; readonly atMost: AtMost};

/**
 * Why nobody knows: no look was kept of it, its facts were too large to keep, this version reads something that was not read or
 * not kept then, or its diagnosis failed.
 */
export type Unknown = 'no-look' | 'too-large' | 'not-read' | 'failed';

/** An outcome, and what it is about. */
export interface Decided {
  /** The runbook that would act, ask or tell; absent: none took it. */
  readonly runbook?: string;
  /** The project that it is about, as far as anybody can say. */
  readonly project: string;
  readonly target?: Target;
  /** The incident that the outcome rests on; absent: no look. */
  readonly incident?: string;
  /** More of why nobody knows: the read that lacks, or the error. */
  readonly detail?: string;
  readonly outcome: Outcome;
}
