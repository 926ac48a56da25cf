import type {Approval, KnownVotes} from './approval.ts';
import type {Earlier, SimilarCount} from './deliveries.ts';
import type {EntryReason, State, Status} from './reason.ts';
import type {Evidence} from '../detection/finding.ts';
import type {Phrase} from '../texts/phrase.ts';
import type {KeptImpact} from './impact.ts';
import type {Ownership} from './ownership.ts';
import type {Plan, ActionResult, PlannedAction} from './plan.ts';
import type {Target} from '../detection/target.ts';
import type {Undo} from './undo.ts';

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
  /** The run of the incident that it belongs to. */
  readonly run: number;
  readonly intendedAt: number;
  /** What marks the change; see `stampOf`. */
  readonly stamp?: string;
  /** Absent while nobody knows. */
  readonly result?: ActionResult;
  readonly endedAt?: number;
  /** The long-running operation to poll. */
  readonly operation?: string;
  /** What of it was changed, where not all. */
  readonly made?: readonly string[];
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

/** How often entries were treated in one way, and the newest facts of it. */
export interface ReasonCount {
  readonly count: number;
  /** Epoch milliseconds. */
  readonly lastAt: number;
  readonly reason: EntryReason;
}

/** What became of entries, by the kind of the reason. */
export type EntryReasons = Readonly<Partial<Record<EntryReason['kind'], ReasonCount>>>;

/** What intake counts and keeps; written by whoever takes entries in. */
export interface IntakePart {
  readonly entries: {
    readonly count: number;
    readonly firstAt: number;
    readonly lastAt: number;
    /** Short hashes of the entries that were counted, newest last, bounded. */
    readonly seen: readonly string[];
  };
  /** What became of the entries: joined, suppressed or limited, and why. */
  readonly reasons: EntryReasons;
  readonly evidence: readonly Evidence[];
  readonly symptoms: readonly LinkedSymptom[];
  /** How many places more than are listed; absent: none. */
  readonly unlisted?: number;
}

/** The clusters whose signs an incident explains, or all that the causal graph leads to. */
export type Explained = 'all' | readonly Target[];

/** What the last look at live state found to be wrong. */
export interface Found {
  readonly cause: Phrase;
  readonly detail?: Phrase;
  readonly impact?: KeptImpact;
  readonly risk?: Phrase;
  /** True: live state does not show it; it rests on what the log says. */
  readonly unseen?: true;
}

/** What is known, planned and done; written by whoever holds the lease. */
export interface WorkPart {
  /** How often it was opened again within the reopening time: each run has a budget of its own. */
  readonly run: number;
  /** When this run began. */
  readonly beganAt: number;
  /** When the state changed last; of a closed incident its end. */
  readonly changedAt: number;
  /** True once a diagnosis of this run said broken. */
  readonly confirmed: boolean;
  /** Whose signs it explains by the last diagnosis of this run; absent: nobody's. */
  readonly explains?: Explained;
  /** True: another incident tells of it among others that nobody knows. */
  readonly gathered?: true;
  /** True until what it explained is looked at again: it ended, or explains less than before. */
  readonly releases?: true;
  /** What the last diagnosis of this run that found something wrong says; it stays when that is over. */
  readonly found?: Found;
  /** What the last diagnosis read. */
  readonly proof: readonly Phrase[];
  readonly lookedAt?: number;
  readonly plan?: Plan;
  /** What a person said of a plan, last. */
  readonly approval?: Approval;
  /** Who has taken it last; of a run that is over it counts no more. */
  readonly owner?: Ownership;
  /** The undo that this run is for, or follows; absent: a repair, or nothing, was asked for. */
  readonly undo?: Undo;
  readonly actions: readonly ActionRecord[];
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
  /** How often a change met another one under way, and when first; gone once one was made. */
  readonly busy?: {readonly times: number; readonly since: number};
  /** When to look again; absent: nobody needs to. */
  readonly nextLook?: number;
}

/** What one channel shows, 0 for nothing, and what it needs to edit it. */
export interface Told extends Earlier {
  readonly revision: number;
}

/** Whose change broke it: looked for once when people are first told of a run, and once more at its end. */
export interface Culprit {
  /** The run of the incident that it is about. */
  readonly run: number;
  /** How often it was looked for. */
  readonly tries: number;
  /** Who did what, and when; absent: the audit log does not say. */
  readonly did?: Phrase;
  /** The account, as Google has verified it; absent with `did`, and in what older versions wrote. */
  readonly principal?: string;
}

/** The silence that keeps an incident untold, or the last one that did. Times: epoch ms. */
export interface KnownSilence {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  /** Since when the incident is kept untold. */
  readonly since: number;
  /** When the silence ends by itself. */
  readonly until: number;
  /** When it is seen whether the silence still holds; absent: nothing depends on it any more. */
  readonly recheckAt?: number;
  /** When the silence was seen to be over; what waits is looked at before it is told. */
  readonly overAt?: number;
  /** The last change before it, as `work.actedAt`; absent: there was none. */
  readonly actedBy?: number;
  /** Since when it may be told again; absent: it may not. */
  readonly endedAt?: number;
}

/** Since when an incident asks for a person, and who else was told of it since. */
export interface Asking {
  /** The run of the incident that it is about. */
  readonly run: number;
  /** Epoch ms. */
  readonly since: number;
  /** How many steps of the escalation were taken. */
  readonly steps: number;
  /** When the next one is; absent: none is to be taken as it stands. */
  readonly nextAt?: number;
}

/** What people can see and what each channel shows of it; written by whoever holds the lease. */
export interface Outbox {
  /** Counts what people can see; a channel that told an older one is behind. */
  readonly revision: number;
  /** Counts changes of state; a channel that cannot edit posts only these. */
  readonly milestone: number;
  /** By channel id. */
  readonly channels: Readonly<Record<string, Told>>;
  /** Announcement failures in a row. */
  readonly failures: number;
  /** Not before this time is an announcement tried; absent: none is due. */
  readonly dueAt?: number;
  /** The minute, counted from 1970 in this run's time, that has room for its announcement. */
  readonly turn?: number;
  /**
   * When to tell once more what is true: somebody whose lease ran out may have shown something old
   * since.
   */
  readonly againAt?: number;
  /** Absent: no silence ever covered it. */
  readonly silence?: KnownSilence;
  /** Since when it asks for a person; absent: it does not. */
  readonly asking?: Asking;
  /** Absent: nobody has, or one is enough. */
  readonly votes?: KnownVotes;
  /** Who made what is broken, by the audit log. */
  readonly culprit?: Culprit;
  /** Like entries of the last 15 minutes, from Cloud Logging's own history. */
  readonly similar?: SimilarCount;
}

/** One line of history: a status that the incident came into. */
export type TimelineItem = Status & {
  readonly at: number;
  /** What was read. */
  readonly proof?: readonly Phrase[];
  /** Commands or a quote that belong to the line. */
  readonly code?: string;
};

/** What an incident is about; it never changes. */
export interface Identity {
  readonly id: string;
  readonly key: string;
  /** Grows each time the same key opens anew. */
  readonly epoch: number;
  readonly runbook: string;
  readonly symptom: string;
  readonly variant?: string;
  readonly target: Target;
  readonly causes: readonly string[];
  readonly openedAt: number;
}

/** Everything of an incident but its status. */
interface Parts extends Identity {
  /** Compare-and-set counter of the store. */
  readonly version: number;
  readonly intake: IntakePart;
  readonly work: WorkPart;
  readonly outbox: Outbox;
  /** The newest last, bounded. */
  readonly timeline: readonly TimelineItem[];
  readonly lease?: Lease;
}

/** Who works on an incident and until when; see engine/remediate/advance. */
export interface Lease {
  readonly holder: string;
  readonly until: number;
  /** True: its holder had nothing to tell, so that nobody was told what is not stored. */
  readonly silent?: true;
}

/** One problem on one target, from open to its end; stored as one document. Times: epoch ms. */
export type Incident = Parts & Status;

const timelineLimit = 60;
/** So much of what one look read is kept. */
const proofLimit = 40;
/** Characters that a history takes as JSON; of its oldest lines the reads, then the commands go first. */
const timelineRoom = 96 * 1024;

/** What of a look's reads is kept with an incident: the first, which decide. */
export function keptProof(proof: readonly Phrase[]): readonly Phrase[] {
  return proof.length > proofLimit ? proof.slice(0, proofLimit) : proof;
}

/** A history that a document has room for, whatever was read. */
function keptTimeline(items: readonly TimelineItem[]): readonly TimelineItem[] {
  const kept = [...items.slice(-timelineLimit)];
  let room = timelineRoom - JSON.stringify(kept).length;
  for (const part of ['proof', 'code'] as const) {
    for (let at = 0; room < 0 && at < kept.length - 1; at += 1) {
      const item = kept[at];
      if (item?.[part] === undefined) continue;
      const {[part]: left, ...rest} = item;
      kept[at] = rest;
      room += JSON.stringify(left).length;
    }
  }
  return kept;
}

/** A change of state that people see. `nextLook` undefined: nobody looks again by itself. */
export type Move = Status & {
  readonly now: number;
  readonly nextLook?: number | undefined;
  readonly proof?: readonly Phrase[];
  readonly code?: string | undefined;
};

/**
 * Moves an incident along one arrow of `states`: new state, reason, line of history, revision.
 * @throws Error when there is no such arrow: a bug, never a matter of input.
 */
export function move(incident: Incident, step: Move): Incident {
  if (!states[incident.state].next.includes(step.state)) {
    throw new Error(
      `incident ${incident.id}: no way from ${incident.state} to ${step.state} (${step.reason.kind})`,
    );
  }
  const {now, nextLook, proof, code, ...status} = step;
  const item: TimelineItem = {
    ...status,
    at: now,
    ...(proof === undefined ? {} : {proof: keptProof(proof)}),
    ...(code === undefined ? {} : {code}),
  };
  const {nextLook: _look, ...work} = incident.work;
  return {
    ...incident,
    ...status,
    work: {...work, changedAt: now, ...(nextLook === undefined ? {} : {nextLook})},
    timeline: keptTimeline([...incident.timeline, item]),
    outbox: {
      ...incident.outbox,
      revision: incident.outbox.revision + 1,
      milestone: incident.outbox.milestone + 1,
    },
  };
}

/** When an incident ended; undefined while it has not. */
export function endOf({state, work}: Pick<Incident, 'state' | 'work'>): number | undefined {
  return standing(state) === 'closed' ? work.changedAt : undefined;
}

/** The attempts to change the world in this run; one that only found others at work is none. */
export function attemptsOf({work: {actions, run}}: Pick<Incident, 'work'>): number {
  const last = actions.findLast(one => one.run === run && one.result !== 'busy');
  return last?.attempt ?? 0;
}

/** The incident that explains a suppressed one; undefined where none does. */
export function explainedBy(incident: Incident): string | undefined {
  return incident.state === 'suppressed' && incident.reason.kind === 'symptom-of'
    ? incident.reason.incident
    : undefined;
}

/** The undo that an incident is about to carry out, or asks about; undefined: none. */
export function undoOf({state, work: {undo}}: Pick<Incident, 'state' | 'work'>): Undo | undefined {
  const isOver = standing(state) === 'closed' || undo?.takenBackAt !== undefined;
  return isOver ? undefined : undo;
}

/** Whether a silence keeps an incident untold. */
export function isSilenced({outbox: {silence}}: Pick<Incident, 'outbox'>): boolean {
  return silence !== undefined && silence.endedAt === undefined;
}

/**
 * When somebody has to work on an incident again: its next look, an announcement or an escalation that is due,
 * or the end of a silence, whichever is first. Undefined: never by itself.
 */
export function dueAt({work, outbox}: Pick<Incident, 'work' | 'outbox'>): number | undefined {
  const {dueAt: tellAt, againAt, silence, asking} = outbox;
  const times = [work.nextLook, tellAt, againAt, silence?.recheckAt, asking?.nextAt].filter(
    time => time !== undefined,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
