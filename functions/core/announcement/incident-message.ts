import type {Outcome} from '../contract/action.ts';
import {targetText} from '../detection/target.ts';
import {carries} from '../incident/approval.ts';
import {attemptsOf, type Incident, standing, type TimelineItem} from '../incident/incident.ts';
import type {PlannedAction} from '../incident/plan.ts';
import type {Reason, State} from '../incident/reason.ts';
import {isBacklog} from '../intake/backlog.ts';
import {lastActions, restOf} from '../lifecycle/plan-progress.ts';
import type {Message, Note, Tone} from '../ports/message.ts';
import {longestNamed, phraseByCode, type Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {links} from './links.ts';
import {reasonSentence, undoneBySentence} from './sentences.ts';

/**
 * Whether people should hear of this incident now. The first post waits for the first diagnosis, or for the
 * first failure to make one; what is not worked on any more is told at once, whatever stopped it. Incidents
 * that another one tells are never posted.
 */
export function isTellable(incident: Incident): boolean {
  const {state, reason, work, outbox} = incident;
  const elsewhere = state === 'suppressed' || reason.kind === 'breaker-told';
  if (elsewhere) return Object.keys(outbox.channels).length > 0;
  const tried = work.lookedAt !== undefined || work.blindLooks > 0 || work.confirmed;
  return tried || standing(state) !== 'open';
}

/**
 * The message of an incident as it stands: headline, where and since when, what is being done.
 * Pure: the same incident gives the same message.
 * @param outcome says what became of an action, in the words of its own folder.
 */
export function incidentMessage(incident: Incident, page: string, outcome: Outcome): Message {
  return {
    incident: incident.id,
    revision: incident.outbox.revision,
    milestone: incident.outbox.milestone,
    tone: tone(incident),
    headline: phraseByCode(headlineCode(incident), {target: targetText(incident.target)}),
    context: context(incident, outcome),
    status: status(incident),
    ...found(incident),
    ...advice(incident),
    // A parked incident is watched quietly: the time of a look that changes nothing is no news.
    ...(incident.work.nextLook !== undefined && standing(incident.state) === 'open'
      ? {nextLook: incident.work.nextLook}
      : {}),
    links: links(incident, page),
    notes: incident.timeline.flatMap(notes),
    ...(incident.intake.evidence[0] === undefined
      ? {}
      : {quote: incident.intake.evidence[0].quote}),
  };
}

/** The stretch of history that a message counts like entries over. */
export const similarMinutes = 15;

const tones: Readonly<Record<State, Tone>> = {
  detected: 'broken',
  diagnosing: 'broken',
  planned: 'broken',
  acting: 'working',
  verifying: 'working',
  'awaiting-approval': 'approval',
  blocked: 'stopped',
  flapping: 'stopped',
  resolved: 'fixed',
  'no-action': 'quiet',
  suppressed: 'quiet',
  failed: 'stopped',
};

/** What is broken, what is left of it once its first step is done, or what was, once it is over. */
function headlineCode(incident: Incident): string {
  const {runbook, state} = incident;
  const over = state === 'resolved' || state === 'no-action';
  if (over) return `headline.${runbook}.over`;
  return isFollowed(incident) ? `headline.${runbook}.rest` : `headline.${runbook}`;
}

/** Whether the plan is about what follows from a step of another kind that was made before. */
function isFollowed(incident: Incident): boolean {
  const planned = incident.work.plan?.actions.map(one => one.action) ?? [];
  return lastActions(incident).some(
    ({action, result}) =>
      (result === 'changed' || result === 'already') && !planned.includes(action),
  );
}

function tone(incident: Incident): Tone {
  return tones[incident.state];
}

function context(incident: Incident, outcome: Outcome): readonly Phrase[] {
  const {
    target,
    intake: {entries, symptoms, unlisted = 0},
    outbox: {similar},
  } = incident;
  const lines: Phrase[] = [
    // A digest is about many places.
    ...(isBacklog(incident) ? [] : [phrase('context.where', {target: targetText(target)})]),
    phrase('context.since', {firstAt: entries.firstAt}),
  ];
  if (entries.count > 0) {
    // Instances count a storm in memory and tell the store each minute: what is stored may lag.
    const code = entries.count > 1 ? 'context.entries' : 'context.entry';
    lines.push(phrase(code, {count: entries.count}));
  }
  // None alike would look like a contradiction to the count of its own entries.
  if (similar !== undefined && similar.count > 0) {
    const code = similar.atLeast ? 'context.similar-at-least' : 'context.similar';
    lines.push(phrase(code, {count: similar.count, minutes: similarMinutes}));
  }
  if (incident.work.lookedAt !== undefined) {
    lines.push(phrase('context.looked', {lookedAt: incident.work.lookedAt}));
  }
  lines.push(...unfinished(incident), ...outcomes(incident, outcome), ...undoer(incident));
  if (symptoms.length > 0 && incident.state !== 'no-action') {
    const count = symptoms.reduce((sum, one) => sum + one.count, unlisted);
    lines.push(phrase('context.symptoms', {places: symptoms.length + unlisted, count}));
  }
  return lines;
}

/** Of a fight over a repair: who undoes it. */
function undoer(incident: Incident): readonly Phrase[] {
  const [first] = incident.state === 'flapping' ? (incident.reason.fight ?? []) : [];
  return first === undefined ? [] : [undoneBySentence(first.by)];
}

/** So many lines on what was done and what would be; the thread has them all. */
const outcomesShown = 6;
/** What those lines name takes so many characters at most, one line aside: channels cut the rest off. */
const outcomesRoom = 450;

/** What became of what was made, newest last, and what the rest of a plan that waits would do. */
function outcomes(incident: Incident, outcome: Outcome): readonly Phrase[] {
  const would = heldOf(incident).map(one => outcome(one, 'would-change'));
  const did = lastActions(incident).map(one => outcome(one, one.result));
  const most = roomFor([...would, ...did]);
  const left = Math.max(0, most - Math.min(would.length, Math.max(1, most - 1)));
  const shown = [
    ...(left === 0 ? [] : did.slice(-left)),
    ...would.slice(0, most - Math.min(did.length, left)),
  ];
  const hidden = did.length + would.length - shown.length;
  return hidden === 0 ? shown : [...shown, phrase('context.more-changes', {count: hidden})];
}

/** How many of these are shown: fewer where each names much, as a batch of workloads does. */
function roomFor(lines: readonly Phrase[]): number {
  const longest = Math.max(1, ...lines.map(longestNamed));
  return Math.min(outcomesShown, Math.max(1, Math.floor(outcomesRoom / longest)));
}

/** What of a plan waits for a person: it was planned, and has not been tried. */
export function heldOf(incident: Incident): readonly PlannedAction[] {
  return standing(incident.state) === 'parked' ? restOf(incident) : [];
}

/** Of a plan that is being carried out in parts: how much of it is left. */
function unfinished(incident: Incident): readonly Phrase[] {
  const {state, work} = incident;
  const begun =
    (state === 'acting' || state === 'verifying') && carries(work.approval, attemptsOf(incident));
  const left = begun ? restOf(incident).length : 0;
  return left === 0 ? [] : [phrase('context.plan-left', {count: left})];
}

/** Where only a person can help, the cause says more than the reason. */
export function status({reason}: Pick<Incident, 'reason'>): Phrase {
  return reason.kind === 'person-needed' ? reason.cause : reasonSentence(reason);
}

/** At the end of a wait: what is still wrong. */
function found({reason}: Incident): Pick<Message, 'found'> {
  const ends = reason.kind === 'rechecks-spent' || reason.kind === 'waited-too-long';
  return ends ? {found: reason.cause} : {};
}

/** What is asked of a person: to approve a plan, or what only a person can do. */
function advice(incident: Incident): Pick<Message, 'advice'> {
  const said = asked(incident);
  return said === undefined ? {} : {advice: said};
}

function asked({id, state, reason, work: {plan}}: Incident): Phrase | undefined {
  if (state === 'awaiting-approval') {
    return plan === undefined
      ? undefined
      : phrase('advice.approve', {incident: id, plan: plan.hash});
  }
  if (state === 'flapping') return reason.fight?.[0]?.remedy;
  if (isExplained(reason)) return reason.advice;
  if (reason.kind === 'nobody-came') {
    const byHand = plan === undefined ? undefined : phrase('advice.by-hand', {incident: id});
    return reason.advice ?? byHand;
  }
  const known = general[reason.kind];
  return known === undefined ? undefined : phrase(known, {incident: id});
}

type Explained = Extract<Reason, {kind: 'person-needed' | 'waited-too-long' | 'rechecks-spent'}>;

/** Whether a reason knows what is wrong, and may know what to do. */
function isExplained(reason: Reason): reason is Explained {
  const kinds: readonly Reason['kind'][] = ['person-needed', 'waited-too-long', 'rechecks-spent'];
  return kinds.includes(reason.kind);
}

/** Ends and holds that no runbook has an advice for. */
const general: Readonly<
  Partial<
    Record<
      Reason['kind'],
      'advice.busy' | 'advice.by-hand' | 'advice.denied' | 'advice.doctor' | 'advice.look'
    >
  >
> = {
  'mode-observe': 'advice.by-hand',
  'action-disabled': 'advice.by-hand',
  'busy-too-long': 'advice.busy',
  denied: 'advice.denied',
  'effect-refused': 'advice.by-hand',
  'attempts-spent': 'advice.by-hand',
  'read-refused': 'advice.doctor',
  blind: 'advice.doctor',
  internal: 'advice.look',
  'keeps-failing': 'advice.look',
};

/** A line of history as notes: what happened, then what is wrong and what to do, then what was read. */
function notes({at, reason, code, proof = []}: TimelineItem): readonly Note[] {
  const text = reasonSentence(reason);
  const first: Note = {at, text, ...(code === undefined ? {} : {code})};
  return [first, ...[...details(reason), ...proof].map(one => ({at, text: one}))];
}

/** What a reason knows beyond its sentence. */
function details(reason: Reason): readonly Phrase[] {
  if (reason.kind === 'flapping') {
    return (reason.fight ?? []).flatMap(({by, remedy}) => [undoneBySentence(by), remedy]);
  }
  if (!isExplained(reason)) return [];
  return [reason.cause, ...(reason.advice === undefined ? [] : [reason.advice])];
}
