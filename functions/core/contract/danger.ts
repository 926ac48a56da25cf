import type {Project} from '../config/settings.ts';
import type {PlannedChange} from '../planned/change.ts';
import type {Planned} from '../planned/value.ts';
import type {Phrase} from '../texts/phrase.ts';

/** Where a change would be felt, as far as the plan knows; what is absent is not known from the plan. */
export interface PlannedPlace {
  readonly project?: Planned<string>;
  readonly location?: Planned<string>;
  readonly cluster?: Planned<string>;
  readonly membership?: Planned<string>;
  readonly namespace?: Planned<string>;
}

/**
 * What a change of a plan does to the mesh. `danger`: it breaks what works; `unknown`: only the apply will tell;
 * `mend`: it sets right what the runbook repairs.
 */
export type PlannedEffect =
  | {
      readonly kind: 'danger';
      readonly at: PlannedPlace;
      readonly why: Phrase;
      /** The change of the plan that avoids it. */
      readonly remedy: Phrase;
      /** False: the problem leaves no sign, so no incident follows. */
      readonly opens: boolean;
    }
  | {readonly kind: 'unknown'; readonly at: PlannedPlace; readonly why: Phrase}
  | {readonly kind: 'mend'; readonly at: PlannedPlace};

/** What a plan is judged by beside the change itself. */
export interface PlanGround {
  /** The allow-list; undefined: no configuration was given, so every project counts. */
  readonly projects: readonly Project[] | undefined;
  /** Whether the plan itself speaks of the mesh of a project; for judging without a configuration. */
  readonly speaksOf: (project: string | undefined) => boolean;
}

/** What a runbook knows of changes that bring its problem about. Pure and total. */
export type DangersOf = (change: PlannedChange, ground: PlanGround) => readonly PlannedEffect[];
