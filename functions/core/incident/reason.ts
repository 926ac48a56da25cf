import type {Failure} from '../lib/error.ts';
import type {Phrase} from '../texts/phrase.ts';
import type {Actor} from '../detection/actor.ts';
import {truncate} from '../lib/truncate.ts';

// Why an incident is in its state: facts, each with its kind. Sentences are made from them where people
// are told (sentences.ts); nothing reads a sentence back.

/** A call to the outside that gave no usable answer. */
export interface FailedCall {
  /** The port's verb in words, e.g. `serviceusage services.enable`. */
  readonly call: string;
  readonly failure: Failure;
  /** What the service said, redacted and clamped. */
  readonly said: string;
}

/** Who is at work on what was to be changed, so that it was left alone. */
export type BusyWith =
  /** The service says so. */
  | ({readonly kind: 'service'} & FailedCall)
  /** What was read says so. */
  | {readonly kind: 'seen'; readonly what: string}
  /** Another incident of the responder has its turn; '?': nobody can tell which. */
  | {readonly kind: 'incident'; readonly incident: string};

/** Why an incident was opened, or opened again. */
export type OpenedBy =
  /** A log entry; `symptom` is what its runbook calls it. */
  | {readonly kind: 'detected'; readonly symptom: string}
  /** A log entry that came after the end; `times` it was opened so far. */
  | {readonly kind: 'again'; readonly times: number}
  /** The diagnosis of a sign of `runbook`, which it explains. */
  | {readonly kind: 'found'; readonly runbook: string}
  /** The incident of `runbook` that was to explain it does not. */
  | {readonly kind: 'released'; readonly runbook: string}
  /** A poll, which has seen it since that time, epoch ms. */
  | {readonly kind: 'polled'; readonly since: number}
  /** The digest of a backlog, whose incident this is. */
  | {readonly kind: 'backlog-found'; readonly incident: string}
  | {readonly kind: 'backlog-more'}
  /** A person wants its repair taken back. */
  | {readonly kind: 'undo-asked'; readonly by: string};

/** Why live state is being looked at. */
export type Checking =
  | {readonly kind: 'diagnosing'}
  | {readonly kind: 'approved' | 'declined'; readonly by: string; readonly plan: string}
  /** A change did not last, or never came. */
  | {readonly kind: 'not-taken'; readonly attempt: number}
  /** Nobody knows whether a change was made. */
  | ({readonly kind: 'effect-unsure'} & FailedCall)
  /** Another change of the same thing is under way; nothing was changed. */
  | {readonly kind: 'busy'; readonly times: number; readonly other: BusyWith}
  /** On its way by itself. */
  | {readonly kind: 'waiting'; readonly cause: Phrase}
  /** What was to be taken back is not there any more as it was: the problem is looked at instead. */
  | {readonly kind: 'undo-dropped'; readonly by: string}
  /** The repair was taken back: what is so now is looked at. */
  | {readonly kind: 'taken-back'; readonly by: string};

/** A read gave no answer; the state stays what it was. */
export type Unanswered = {readonly kind: 'no-answer'} & FailedCall;

/** What is planned for. */
export type Planned =
  | {readonly kind: 'broken'; readonly cause: Phrase}
  /** A repair is to be taken back. */
  | {readonly kind: 'undo-planned'; readonly by: string}
  /** A dry run ends here. */
  | {readonly kind: 'dry-run'};

/** The change that is being made, in its action's own words. */
export interface Changing {
  readonly kind: 'change';
  readonly text: Phrase;
}

/** What is being waited for after a change. */
export type Verifying =
  {readonly kind: 'verifying'} | {readonly kind: 'not-yet'; readonly looks: number};

/** What asks for a person's approval of a plan. */
export type ApprovalHold =
  | {readonly kind: 'mode-approve' | 'risk-high'; readonly plan: string}
  /** Somebody wants a repair taken back. */
  | {readonly kind: 'undo-waits'; readonly by: string; readonly plan: string}
  /** Somebody had this repair taken back at that time, epoch ms: it is not made again by itself. */
  | {
      readonly kind: 'undone-before';
      readonly by: string;
      readonly at: number;
      readonly plan: string;
    }
  /** An approval does not count: too old, for another plan, or noted and never given. */
  | {
      readonly kind: 'approval-expired' | 'plan-changed' | 'approval-unproven';
      readonly by: string;
      readonly plan: string;
    };

/** Somebody undoes the repairs. */
export interface FlappingHold {
  readonly kind: 'flapping';
  /** Repairs that were verified lately. */
  readonly repairs: number;
  /** Who undid each action, and what ends it; absent where nobody looked. */
  readonly fight?: readonly Reverted[];
}

/** Who undid something, or why the audit log does not tell. */
export type UndoneBy =
  ({readonly kind: 'actor'} & Actor) | {readonly kind: 'untold'; readonly why: string};

const longestWhy = 200;

/** That the audit log does not tell, and why. */
export function untold(why: string): UndoneBy {
  return {kind: 'untold', why: truncate(why, longestWhy)};
}

/** One action that somebody takes back again and again. */
export interface Reverted {
  readonly by: UndoneBy;
  /** What to change, e.g. in Terraform. */
  readonly remedy: Phrase;
  /** The same as code. */
  readonly code?: string;
}

/** What stops a plan whoever approves it. */
export type Stop =
  | {readonly kind: 'project-not-allowed' | 'excluded'}
  | {readonly kind: 'action-disabled'; readonly action: string}
  | {readonly kind: 'plan-declined'; readonly plan: string; readonly by: string}
  | {readonly kind: 'mode-observe'; readonly plan: string}
  | {readonly kind: 'paused'; readonly reason: string; readonly by: string}
  | {
      readonly kind: 'silenced';
      /** The id of the silence. */
      readonly silence: string;
      readonly reason: string;
      readonly by: string;
      /** Epoch ms. */
      readonly until: number;
    }
  /** Nobody knows what is silenced. */
  | {readonly kind: 'silences-unreadable'}
  | {
      readonly kind: 'breaker-open';
      readonly project: string;
      readonly action: string;
      readonly said: string;
    }
  /** As above; the message of `incident` tells it for all. */
  | {
      readonly kind: 'breaker-told';
      readonly project: string;
      readonly action: string;
      readonly said: string;
      readonly incident: string;
    }
  | {readonly kind: 'budget'; readonly project: string; readonly limit: number};

/** Why a plan may not run now. */
export type Hold = Stop | ApprovalHold | FlappingHold;

/** Why only a person can go on. */
export type Blocked =
  | Hold
  | {readonly kind: 'person-needed'; readonly cause: Phrase; readonly advice: Phrase}
  /** Live state looks healthy, and entries keep coming. */
  | {readonly kind: 'keeps-failing'; readonly times: number}
  | {readonly kind: 'waited-too-long'; readonly cause: Phrase; readonly advice?: Phrase}
  /** The other change is still under way after all looks. */
  | {readonly kind: 'busy-too-long'; readonly times: number; readonly other: BusyWith}
  /** Live state may not be read. */
  | {readonly kind: 'read-refused'; readonly call: string; readonly said: string}
  | {
      readonly kind: 'read-api-disabled';
      readonly call: string;
      readonly service: string;
      /** Where it is off, an id or a number; absent: the answer did not say. */
      readonly project?: string;
      /** True: that is none of the projects that were asked about. */
      readonly elsewhere?: true;
    }
  /** A change was refused for good: no permission, or the service does not take it. */
  | ({readonly kind: 'denied' | 'effect-refused'} & FailedCall)
  /** An action refuses by itself, from its own look. */
  | {readonly kind: 'action-refused'; readonly why: Phrase}
  /** A bug of ours. */
  | {readonly kind: 'internal'; readonly said: string};

/** How it was over. `tookMs`: from its beginning, as lived. */
export type Resolved =
  | {readonly kind: 'verified' | 'healed'; readonly tookMs: number}
  /** The repair was taken back, and live state is healthy without it. */
  | {readonly kind: 'undone'; readonly by: string}
  /** Somebody asked for an undo, and nothing was taken back. */
  | {readonly kind: 'undo-kept'; readonly by: string; readonly why: UndoKept};

/** Why a repair was not taken back. */
export type UndoKept =
  | {readonly kind: 'declined'; readonly by: string}
  /** It was taken back already, and live state is healthy without it. */
  | {readonly kind: 'gone' | 'nobody-came'}
  /** An action refuses, from its own look. */
  | {readonly kind: 'refused'; readonly why: Phrase};

/** Why there was nothing to do. */
export type NoAction =
  | {readonly kind: 'already-healthy'}
  /** What live state says of the problems of old log entries. */
  | {
      readonly kind: 'backlog';
      readonly entries: number;
      readonly problems: number;
      readonly over: number;
      readonly broken: number;
      readonly unseen: number;
    };

/** Why it is recorded and told nowhere by itself. */
export type Suppressed =
  /** The incident that explains it, and tells it. */
  {readonly kind: 'symptom-of'; readonly incident: string} | OutsideAllowList;

/** Why a finding is none of ours. */
export type OutsideAllowList =
  | {readonly kind: 'project-not-listed'; readonly project: string}
  /** The entry claims project `label`, and was written to the log of project `log`. */
  | {readonly kind: 'project-mismatch'; readonly label: string; readonly log: string};

/** Why it was handed over for good. */
export type HandedOver =
  | {readonly kind: 'attempts-spent'; readonly attempts: number}
  /** `cause`: what is still wrong. */
  | {
      readonly kind: 'rechecks-spent';
      readonly looks: number;
      readonly cause: Phrase;
      readonly advice?: Phrase;
    }
  /** `advice`: what it had waited for. */
  | {readonly kind: 'nobody-came'; readonly advice?: Phrase}
  /** Live state could not be looked at. */
  | {readonly kind: 'blind'; readonly looks: number; readonly call: string};

/**
 * Where an incident stands, and why. Open: `detected`, `diagnosing`, `planned`, `acting`, `verifying`.
 * Parked, waiting for a person while the responder keeps looking: `awaiting-approval`, `blocked`,
 * `flapping`. Closed: `resolved`, `no-action` (live state healthy), `suppressed` (another incident
 * tells it, or it is none of ours), `failed` (budget spent, handed to a person).
 */
export type Status =
  | {readonly state: 'detected'; readonly reason: OpenedBy}
  | {readonly state: 'diagnosing'; readonly reason: Checking | Unanswered}
  | {readonly state: 'planned'; readonly reason: Planned | Unanswered}
  | {readonly state: 'acting'; readonly reason: Changing | Unanswered}
  | {readonly state: 'verifying'; readonly reason: Verifying | Unanswered}
  | {readonly state: 'awaiting-approval'; readonly reason: ApprovalHold}
  | {readonly state: 'blocked'; readonly reason: Blocked}
  | {readonly state: 'flapping'; readonly reason: FlappingHold}
  | {readonly state: 'resolved'; readonly reason: Resolved}
  | {readonly state: 'no-action'; readonly reason: NoAction}
  | {readonly state: 'suppressed'; readonly reason: Suppressed}
  | {readonly state: 'failed'; readonly reason: HandedOver};

/** The name of a state. */
export type State = Status['state'];

/** Every reason that a state may have. */
export type Reason = Status['reason'];

/** What became of an entry that belongs to an incident. */
export type EntryReason =
  | {readonly kind: 'joined' | 'late'; readonly state: State}
  /** A sign of the open incident of `runbook`. */
  | {readonly kind: 'adopted'; readonly runbook: string}
  /** Received too long ago to act on. */
  | {readonly kind: 'stale'}
  /** Counted in memory, because its problem was stored less than a minute before. */
  | {readonly kind: 'limited'}
  /** It opened the incident again. */
  | {readonly kind: 'again'; readonly times: number}
  | {readonly kind: 'symptom-of'; readonly incident: string}
  | OutsideAllowList;

/** Why an entry belongs to no incident. */
export type SkipReason =
  | {readonly kind: 'unrelated' | 'duplicate'}
  /** The sink of `runbook` would not have exported it. */
  | {readonly kind: 'filter'; readonly runbook: string}
  /** The responder's own heartbeat; `heartbeat-off`: none is configured. */
  | {readonly kind: 'heartbeat' | 'heartbeat-off'}
  | {readonly kind: 'project-not-listed'; readonly project: string}
  /** A near miss: it looks like a runbook's and is not, for the reason that the runbook gives. */
  | {readonly kind: 'foreign'; readonly why: Phrase}
  /** Further reasons and projects, counted together. */
  | {readonly kind: 'other'};
