import type {Tool} from '../detection/actor.ts';
import type {JunkReason} from '../detection/entry.ts';
import type {
  BusyWith,
  EntryReason,
  SkipReason,
  Reason,
  UndoKept,
  UndoneBy,
} from '../incident/reason.ts';
import type {AnswerRefusal} from '../inbox/answer.ts';
import type {OwnershipRefusal} from '../guard/ownership.ts';
import type {UndoRefusal} from '../guard/undo.ts';
import {type Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';

// Facts put into sentences, where people are told. Nothing reads a sentence back.

/** One sentence for each kind of fact. */
type Sentences<Fact extends {readonly kind: string}> = {
  readonly [Kind in Fact['kind']]: (fact: OfKind<Fact, Kind>) => Phrase;
};

/** The facts of a kind; several kinds may have the same ones, so that `Extract` would find none. */
type OfKind<Fact extends {readonly kind: string}, Kind extends string> = Fact extends unknown
  ? Kind extends Fact['kind']
    ? Fact
    : never
  : never;

const reasons: Sentences<Reason> = {
  detected: () => phrase('reason.detected'),
  again: ({times}) => phrase('reason.again', {times}),
  found: ({runbook}) => phrase('reason.found', {runbook}),
  released: ({runbook}) => phrase('reason.released', {runbook}),
  polled: ({since}) => phrase('reason.polled', {since}),
  'backlog-found': ({incident}) => phrase('reason.backlog-found', {incident}),
  'backlog-more': () => phrase('reason.backlog-more'),
  'undo-asked': ({by}) => phrase('reason.undo-asked', {by}),
  diagnosing: () => phrase('reason.diagnosing'),
  approved: ({by, plan}) => phrase('reason.approved', {by, plan}),
  declined: ({by, plan}) => phrase('reason.declined', {by, plan}),
  'not-taken': ({attempt}) => phrase('reason.not-taken', {attempt}),
  'effect-unsure': ({call, failure, said}) => phrase('reason.effect-unsure', {call, failure, said}),
  busy: ({other}) => phrase('reason.busy', {what: atWork(other)}),
  waiting: ({cause}) => cause,
  'undo-dropped': ({by}) => phrase('reason.undo-dropped', {by}),
  'taken-back': ({by}) => phrase('reason.taken-back', {by}),
  'no-answer': ({call, said}) => phrase('reason.no-answer', {call, said}),
  broken: ({cause}) => cause,
  'undo-planned': ({by}) => phrase('reason.undo-planned', {by}),
  'dry-run': () => phrase('reason.dry-run'),
  change: ({text}) => text,
  verifying: () => phrase('reason.verifying'),
  'not-yet': ({looks}) => phrase('reason.not-yet', {looks}),
  'mode-approve': ({plan}) => phrase('reason.mode-approve', {plan}),
  'risk-high': ({plan}) => phrase('reason.risk-high', {plan}),
  'undo-waits': ({by}) => phrase('reason.undo-waits', {by}),
  'undone-before': ({by, at}) => phrase('reason.undone-before', {by, at}),
  'approval-expired': ({by, plan}) => phrase('reason.approval-expired', {by, plan}),
  'approval-unproven': ({by, plan}) => phrase('reason.approval-unproven', {by, plan}),
  'plan-changed': ({by, plan}) => phrase('reason.plan-changed', {by, plan}),
  flapping: ({repairs}) => phrase('reason.flapping', {repairs}),
  'project-not-allowed': () => phrase('reason.project-not-allowed'),
  excluded: () => phrase('reason.excluded'),
  'action-disabled': ({action}) => phrase('reason.action-disabled', {action}),
  'plan-declined': ({plan, by}) => phrase('reason.plan-declined', {plan, by}),
  'mode-observe': () => phrase('reason.mode-observe'),
  paused: ({reason, by}) => phrase('reason.paused', {reason, by}),
  silenced: ({reason, by, until}) => phrase('reason.silenced', {reason, by, until}),
  'silences-unreadable': () => phrase('reason.silences-unreadable'),
  'breaker-open': ({project, action, said}) =>
    phrase('reason.breaker-open', {project, action, said}),
  'breaker-told': ({project, action, said, incident}) =>
    phrase('reason.breaker-told', {project, action, said, incident}),
  budget: ({project, limit}) => phrase('reason.budget', {project, limit}),
  'person-needed': () => phrase('reason.person-needed'),
  'keeps-failing': ({times}) => phrase('reason.keeps-failing', {times}),
  'waited-too-long': () => phrase('reason.waited-too-long'),
  'busy-too-long': ({times, other}) => phrase('reason.busy-too-long', {times, what: atWork(other)}),
  'read-refused': ({call, said}) => phrase('reason.read-refused', {call, said}),
  'read-api-disabled': ({call, service, project, elsewhere}) => {
    if (project === undefined) return phrase('reason.read-api-disabled', {call, service});
    return elsewhere === true && service !== ''
      ? phrase('unread.api-off-elsewhere', {call, service, project})
      : phrase('unread.api-off-in', {call, service, project});
  },
  denied: ({call, said}) => phrase('reason.denied', {call, said}),
  'effect-refused': ({call, failure, said}) =>
    phrase('reason.effect-refused', {call, failure, said}),
  'action-refused': ({why}) => why,
  internal: ({said}) => phrase('reason.internal', {said}),
  verified: ({tookMs}) => phrase('reason.verified', {tookMs}),
  healed: () => phrase('reason.healed'),
  undone: ({by}) => phrase('reason.undone', {by}),
  'undo-kept': ({by, why}) => keptSentence(by, why),
  'already-healthy': () => phrase('reason.already-healthy'),
  backlog: ({entries, problems, over, broken, unseen}) =>
    phrase('reason.backlog', {entries, problems, over, broken, unseen}),
  'symptom-of': ({incident}) => phrase('reason.symptom-of', {incident}),
  'project-not-listed': ({project}) => phrase('reason.project-not-listed', {project}),
  'project-mismatch': ({label, log}) => phrase('reason.project-mismatch', {label, log}),
  'attempts-spent': ({attempts}) => phrase('reason.attempts-spent', {attempts}),
  'rechecks-spent': ({looks}) => phrase('reason.rechecks-spent', {looks}),
  'nobody-came': () => phrase('reason.nobody-came'),
  blind: ({looks, call}) => phrase('reason.blind', {looks, call}),
};

const entries: Sentences<EntryReason> = {
  joined: ({state}) => phrase('join.open', {state}),
  late: ({state}) => phrase('join.late', {state}),
  adopted: ({runbook}) => phrase('join.adopted', {runbook}),
  stale: () => phrase('join.stale'),
  limited: () => phrase('limit.counted'),
  again: ({times}) => phrase('reason.again', {times}),
  'symptom-of': ({incident}) => phrase('reason.symptom-of', {incident}),
  'project-not-listed': ({project}) => phrase('reason.project-not-listed', {project}),
  'project-mismatch': ({label, log}) => phrase('reason.project-mismatch', {label, log}),
};

const skips: Sentences<SkipReason> = {
  unrelated: () => phrase('skip.unrelated'),
  duplicate: () => phrase('skip.duplicate'),
  filter: ({runbook}) => phrase('skip.filter', {runbook}),
  heartbeat: () => phrase('skip.pulse'),
  'heartbeat-off': () => phrase('skip.pulse-off'),
  'project-not-listed': ({project}) => phrase('reason.project-not-listed', {project}),
  foreign: ({why}) => why,
  other: () => phrase('skip.other'),
};

const refusals: Sentences<Refusal> = {
  'nothing-waits': ({state}) => phrase('answer.nothing-waits', {state}),
  'other-plan': ({plan}) => phrase('answer.other-plan', {plan}),
  'is-over': ({state}) => phrase('answer.is-over', {state}),
  'undo-off': () => phrase('answer.undo-off'),
  'nothing-repaired': ({state}) => phrase('answer.nothing-repaired', {state}),
  'undo-declined': () => phrase('answer.undo-declined'),
  'no-inverse': () => phrase('answer.no-inverse'),
  'undo-too-late': () => phrase('answer.undo-too-late'),
  'undo-newer': ({incident}) => phrase('answer.undo-newer', {incident}),
};

type Refusal = AnswerRefusal | OwnershipRefusal | UndoRefusal;

/** Why a repair that somebody wanted taken back stays. */
function keptSentence(by: string, why: UndoKept): Phrase {
  switch (why.kind) {
    case 'declined':
      return phrase('kept.declined', {by: why.by});
    case 'gone':
      return phrase('kept.gone', {by});
    case 'nobody-came':
      return phrase('kept.nobody-came', {by});
    case 'refused':
      return why.why;
  }
}

const junk: Readonly<Record<JunkReason, Phrase>> = {
  'not-an-object': phrase('junk.not-an-object'),
  'no-object': phrase('junk.no-object'),
  empty: phrase('junk.empty'),
  'no-message': phrase('junk.no-message'),
  'not-base64': phrase('junk.not-base64'),
  'too-large': phrase('junk.too-large'),
  'not-json': phrase('junk.not-json'),
  'no-work': phrase('junk.no-work'),
};

function sentence<Fact extends {readonly kind: string}>(all: Sentences<Fact>, fact: Fact): Phrase {
  const kind: Fact['kind'] = fact.kind;
  // Each kind has the function for its own facts; TypeScript does not follow that through a union.
  return (all[kind] as (one: Fact) => Phrase)(fact);
}

/** Who is at work on what was to be changed: words of the service and names, the same in every language. */
function atWork(other: BusyWith): string {
  switch (other.kind) {
    case 'service':
      return `${other.call}: ${other.said}`;
    case 'seen':
      return other.what;
    case 'incident':
      return other.incident;
  }
}

/** Why an incident is in its state. */
export function reasonSentence(reason: Reason): Phrase {
  return sentence(reasons, reason);
}

/** What became of an entry that belongs to an incident. */
export function entrySentence(reason: EntryReason): Phrase {
  return sentence(entries, reason);
}

/** Why an entry belongs to no incident. */
export function skipSentence(reason: SkipReason): Phrase {
  return sentence(skips, reason);
}

/** Why a person's word changes nothing. */
export function refusalSentence(reason: Refusal): Phrase {
  return sentence(refusals, reason);
}

/** Why a delivery holds nothing that can be used. */
export function junkSentence(reason: JunkReason): Phrase {
  return junk[reason];
}

type Explained = Extract<Reason, {kind: 'person-needed' | 'waited-too-long' | 'rechecks-spent'}>;

/** Whether a reason knows what is wrong, and may know what to do. */
export function isExplained(reason: Reason): reason is Explained {
  const kinds: readonly Reason['kind'][] = ['person-needed', 'waited-too-long', 'rechecks-spent'];
  return kinds.includes(reason.kind);
}

/** Who undid it and how sure that is. */
export function undoneBySentence(by: UndoneBy): Phrase {
  if (by.kind === 'untold') return phrase('undone.untold', {why: by.why});
  const {principal, agent, tool, at} = by;
  return phrase(undone[tool], {principal, agent: agent === '' ? '-' : agent, at});
}

const undone = {
  terraform: 'undone.terraform',
  'config-connector': 'undone.config-connector',
  gcloud: 'undone.gcloud',
  console: 'undone.console',
  unknown: 'undone.unknown',
} as const satisfies Readonly<Record<Tool, string>>;
