import type {Precheck, Took} from '../contract/action.ts';
import type {Diagnosis} from '../contract/diagnosis.ts';
import type {Verdict} from '../guard/guard.ts';
import type {ActionRecord, Incident} from '../incident/incident.ts';
import type {PlannedAction} from '../incident/plan.ts';
import type {BusyWith, NoAction, Reverted, State} from '../incident/reason.ts';
import type {CallFacts} from '../lib/error.ts';
import type {Now} from '../lib/time-scale.ts';
import type {Written} from '../ports/ports.ts';
import type {Phrase} from '../texts/phrase.ts';
import type {Shown} from './action-records.ts';
import type {UnderWay} from './plan-progress.ts';

export type Broken = Extract<Diagnosis, {kind: 'broken'}>;

/** What is to be done for a plan, and what it is for. */
export interface Proposal extends UnderWay {
  readonly broken: Broken;
  /** What of the rest is made in one go, before it is waited until it took. */
  readonly part: readonly PlannedAction[];
}

/** One action of a part, in its turn. */
export interface Step extends UnderWay {
  readonly part: readonly PlannedAction[];
  readonly action: PlannedAction;
}

/** What has to be done next, outside of the incident; its answer is a `Seen`. */
export type Effect =
  /** Nothing: it is looked at again when its next look is due. */
  | {readonly kind: 'wait'}
  /** See what of a repair that is to be taken back is there. */
  | {readonly kind: 'preview-undo'}
  /** Have its runbook diagnose live state. `over`: what explained it until now does not any more. */
  | {readonly kind: 'diagnose'; readonly over?: CauseOver}
  /** Make sure that the cause has an open incident, and link this one to it. */
  | {
      readonly kind: 'open-cause';
      readonly cause: Extract<Diagnosis, {kind: 'symptom'}>;
      readonly since: number;
    }
  /** Find the incident that tells of clusters that nobody knows in its project; it may be this one. */
  | {readonly kind: 'gather'; readonly told: Extract<Diagnosis, {kind: 'person'}>}
  /** See whether the cause that explains it still does. */
  | {readonly kind: 'confirm-cause'; readonly cause: string}
  /** Ask the guard about the next part of a plan. */
  | {readonly kind: 'ask-guard'; readonly proposal: Proposal}
  /** Find out who undoes the repairs. */
  | {readonly kind: 'find-reverter'; readonly proposal: Proposal; readonly hold: FlappingVerdict}
  /** Let the action look for itself, right before it would write. */
  | {readonly kind: 'precheck'; readonly step: Step}
  /** Ask the guard once more, and count the effect. */
  | {readonly kind: 'admit'; readonly step: Step; readonly shown: Shown}
  /** Make the change. */
  | {readonly kind: 'change'; readonly step: Step}
  /** See whether what was made took. */
  | {readonly kind: 'check'}
  /** Diagnose each problem of a backlog. */
  | {readonly kind: 'digest'};

/** A cause that explains a sign no longer, as it is stored. */
export interface CauseOver {
  /** Its runbook; absent: it is not stored any more. */
  readonly runbook?: string;
  /** Where it stands by now, and since when, epoch ms. */
  readonly state?: State;
  readonly changedAt?: number;
}

type FlappingVerdict = Extract<Verdict, {state: 'flapping'}>;

/** What became of a change. */
export type Made =
  | {readonly kind: 'written'; readonly written: Written}
  | {readonly kind: 'failed'; readonly error: CallFacts; readonly detail: string}
  /** Left alone: another change of the same thing is under way. */
  | {readonly kind: 'busy'; readonly other: BusyWith; readonly detail: string};

/** Whether what was made took: the worst answer of all, and of what is gone the first. */
export type Checked =
  | {readonly took: Exclude<Took, 'not-taken'>}
  | {readonly took: 'not-taken'; readonly gone: ActionRecord};

/** What live state says of a repair that is to be taken back. */
export type UndoPreview =
  /** So much of it is there, and these actions take it back. */
  | {
      readonly kind: 'there';
      readonly actions: readonly PlannedAction[];
      readonly proof: readonly Phrase[];
    }
  /** Nothing of it is there any more. */
  | {readonly kind: 'gone'; readonly proof: readonly Phrase[]}
  /** An action refuses to take it back. */
  | {readonly kind: 'refused'; readonly why: Phrase}
  /** Before anything was taken back the problem is there again. */
  | {readonly kind: 'moved-on'; readonly diagnosis: Exclude<Diagnosis, {kind: 'healthy'}>};

/** What was seen: that an incident is due, or the answer to an effect. */
export type Seen =
  | {readonly kind: 'due'}
  | {
      readonly kind: 'no-answer';
      readonly to: Effect['kind'];
      readonly error: CallFacts;
      /** True: the error is about a project that is none of the incident's. */
      readonly elsewhere?: boolean;
    }
  | {
      readonly kind: 'diagnosed';
      readonly diagnosis: Diagnosis;
      /** When the look began. */
      readonly since: number;
      readonly over?: CauseOver;
    }
  /** `since`: when the look began. */
  | {readonly kind: 'undo-previewed'; readonly preview: UndoPreview; readonly since: number}
  | {readonly kind: 'cause-open'; readonly incident: string; readonly proof: readonly Phrase[]}
  /** Another incident tells of such clusters (absent: none does, so that this one has to). */
  | {
      readonly kind: 'gathered';
      readonly incident?: string;
      readonly told: Extract<Diagnosis, {kind: 'person'}>;
    }
  /** The cause was closed after the look that found it. */
  | {readonly kind: 'cause-over'}
  /** The cause explains it, by its own last look at live state. */
  | {readonly kind: 'cause-stands'}
  | {readonly kind: 'cause-gone'; readonly over: CauseOver}
  | {
      readonly kind: 'guarded';
      readonly proposal: Proposal;
      readonly verdict: Verdict;
      /** Each action that is left of the plan, as a command. */
      readonly commands: readonly string[];
    }
  | {
      readonly kind: 'reverter';
      readonly proposal: Proposal;
      readonly hold: FlappingVerdict;
      readonly commands: readonly string[];
      readonly fight: readonly Reverted[];
      /** What ends the fight, as code. */
      readonly remedy: string;
    }
  | {
      readonly kind: 'prechecked';
      readonly step: Step;
      readonly answer: Precheck;
      readonly shown: Shown;
    }
  | {
      readonly kind: 'admitted';
      readonly step: Step;
      readonly shown: Shown;
      readonly verdict: Verdict;
    }
  /** Another incident has the turn to change the same thing. */
  | {readonly kind: 'turn-taken'; readonly by: string}
  | {readonly kind: 'changed'; readonly step: Step; readonly made: Made}
  | ({readonly kind: 'checked'} & Checked)
  | {
      readonly kind: 'digested';
      readonly summary: Extract<NoAction, {kind: 'backlog'}>;
      readonly proof: readonly Phrase[];
    }
  /** A step failed in a way that nobody expected. */
  | {readonly kind: 'broke'; readonly said: string};

/** The incident as it is to be stored (the same one: nothing is), and then what to do. */
export interface Decision {
  readonly incident: Incident;
  readonly effect: Effect;
}

/** The time, and what is known of the actions. */
export interface DecideContext extends Now {
  /** How many of a kind are made in one go. */
  readonly atOnce: (action: string) => number;
}

export function wait(incident: Incident): Decision {
  return {incident, effect: {kind: 'wait'}};
}
