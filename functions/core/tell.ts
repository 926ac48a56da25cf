import type {PlannedAction} from './action.ts';
import {isBacklog} from './backlog.ts';
import {lastActions, restOf} from './progress.ts';
import {
  type ActionRecord,
  type Incident,
  standing,
  type State,
  type TimelineItem,
} from './incident.ts';
import {links} from './links.ts';
import type {Message, Note, Tone} from './message.ts';
import type {Deed} from './more-texts.ts';
import {type Phrase, phraseByCode} from './phrase.ts';
import {phrase} from './texts.ts';
import {targetText} from './target.ts';

/**
 * Whether people should hear of this incident now. The first post waits for the first diagnosis (or
 * for the first failure to make one), and incidents that another one tells are never posted.
 */
export function tellable(incident: Incident): boolean {
  const elsewhere =
    incident.state === 'suppressed' || incident.reason.code === 'reason.breaker-told';
  if (elsewhere) return Object.keys(incident.told).length > 0;
  return incident.lookedAt !== undefined || incident.blindLooks > 0 || incident.confirmed;
}

/**
 * The message of an incident as it stands: headline, where and since when, what is being done.
 * Pure: the same incident gives the same message.
 */
export function tell(incident: Incident, page: string): Message {
  return {
    incident: incident.id,
    revision: incident.revision,
    milestone: incident.milestone,
    tone: tone(incident),
    headline: phraseByCode(headlineCode(incident), {target: targetText(incident.target)}),
    context: context(incident),
    status: status(incident),
    ...found(incident),
    ...advice(incident),
    // A parked incident is watched quietly: the time of a look that changes nothing is no news.
    ...(incident.nextLook !== undefined && standing(incident.state) === 'open'
      ? {nextLook: incident.nextLook}
      : {}),
    links: links(incident, page),
    notes: incident.timeline.flatMap(notes),
    ...(incident.evidence[0] === undefined ? {} : {quote: incident.evidence[0].quote}),
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
  const planned = incident.plan?.actions.map(one => one.action) ?? [];
  return lastActions(incident).some(
    ({action, result}) =>
      (result === 'changed' || result === 'already') && !planned.includes(action),
  );
}

function tone(incident: Incident): Tone {
  return tones[incident.state];
}

function context(incident: Incident): readonly Phrase[] {
  const {target, entries, similar, symptoms} = incident;
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
  if (incident.lookedAt !== undefined) {
    lines.push(phrase('context.looked', {lookedAt: incident.lookedAt}));
  }
  lines.push(...unfinished(incident), ...outcomes(incident), ...undoer(incident));
  if (symptoms.length > 0 && incident.state !== 'no-action') {
    const count = symptoms.reduce((sum, one) => sum + one.count, 0);
    lines.push(phrase('context.symptoms', {places: symptoms.length, count}));
  }
  return lines;
}

/** Of a fight over a repair: who undoes it. */
function undoer({state, timeline}: Incident): readonly Phrase[] {
  return state === 'flapping' ? (timeline.at(-1)?.proof ?? []).slice(0, 1) : [];
}

/** So many lines on what was done and what would be; the thread has them all. */
const outcomesShown = 6;
/** What those lines name takes so many characters at most, one line aside: channels cut the rest off. */
const outcomesRoom = 450;

/** What became of what was made, newest last, and what the rest of a plan that waits would do. */
function outcomes(incident: Incident): readonly Phrase[] {
  const would = heldOf(incident).map(({action, params}) => phraseByCode(`would.${action}`, params));
  const did = lastActions(incident).map(outcome);
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
  const longest = Math.max(1, ...lines.flatMap(one => Object.values(one.params).map(lengthOf)));
  return Math.min(outcomesShown, Math.max(1, Math.floor(outcomesRoom / longest)));
}

function lengthOf(value: string | number): number {
  return String(value).length;
}

/** What of a plan waits for a person: it was planned, and has not been tried. */
export function heldOf(incident: Incident): readonly PlannedAction[] {
  return standing(incident.state) === 'parked' ? restOf(incident) : [];
}

/** Of a plan that is being carried out in parts: how much of it is left. */
function unfinished(incident: Incident): readonly Phrase[] {
  const {state, approval, attempts} = incident;
  const begun = approval?.usedBy === attempts && (state === 'acting' || state === 'verifying');
  const left = begun ? restOf(incident).length : 0;
  return left === 0 ? [] : [phrase('context.plan-left', {count: left})];
}

/** What became of an action, in the words of its own folder. */
function outcome({action, params, result}: ActionRecord): Phrase {
  const verb: Deed = result === undefined ? 'action' : verbs[result];
  return phraseByCode(`${verb}.${action}`, params);
}

const verbs: Readonly<Record<NonNullable<ActionRecord['result']>, Deed>> = {
  changed: 'did',
  already: 'already',
  'would-change': 'would',
  failed: 'failed',
  unknown: 'unsure',
};

/** Where only a person can help, the cause says more than the reason. */
export function status({state, reason, timeline}: Incident): Phrase {
  const [cause] = timeline.at(-1)?.proof ?? [];
  return state === 'blocked' && reason.code === 'reason.person-needed' && cause !== undefined
    ? cause
    : reason;
}

/** Ends of a wait: what was found last says what is left to do. */
const handedOver = ['reason.rechecks-spent', 'reason.waited-too-long'];

/** At the end of a wait: what is still wrong. */
function found({reason, timeline}: Incident): Pick<Message, 'found'> {
  const [cause] = timeline.at(-1)?.proof ?? [];
  return handedOver.includes(reason.code) && cause !== undefined ? {found: cause} : {};
}

/** Ends and holds that no runbook has an advice for. */
const general: Readonly<
  Record<string, 'advice.by-hand' | 'advice.denied' | 'advice.doctor' | 'advice.look'>
> = {
  'reason.mode-observe': 'advice.by-hand',
  'reason.action-disabled': 'advice.by-hand',
  'reason.denied': 'advice.denied',
  'reason.effect-refused': 'advice.by-hand',
  'reason.attempts-spent': 'advice.by-hand',
  'reason.read-refused': 'advice.doctor',
  'reason.blind': 'advice.doctor',
  'reason.internal': 'advice.look',
  'reason.keeps-failing': 'advice.look',
};

/** What is asked of a person: to approve a plan, or what only a person can do. */
function advice(incident: Incident): Pick<Message, 'advice'> {
  const said = asked(incident);
  return said === undefined ? {} : {advice: said};
}

function asked({id, state, reason, timeline, plan}: Incident): Phrase | undefined {
  const {code} = reason;
  if (state === 'awaiting-approval') {
    return plan === undefined
      ? undefined
      : phrase('advice.approve', {incident: id, plan: plan.hash});
  }
  const proof = timeline.at(-1)?.proof ?? [];
  if (state === 'flapping' || code === 'reason.person-needed') return proof[1];
  if (handedOver.includes(code)) return adviceIn(proof);
  if (code === 'reason.nobody-came') {
    const byHand = plan === undefined ? undefined : phrase('advice.by-hand', {incident: id});
    // What nobody came for is the line of history before.
    return adviceIn(timeline.at(-2)?.proof ?? []) ?? byHand;
  }
  const known = general[code];
  return known === undefined ? undefined : phrase(known, {incident: id});
}

function adviceIn(proof: readonly Phrase[]): Phrase | undefined {
  return proof.find(one => one.code.startsWith('advice.'));
}

/** A line of history as notes: what happened, then each thing that was read. */
function notes(item: TimelineItem): readonly Note[] {
  const first: Note = {
    at: item.at,
    text: item.reason,
    ...(item.code === undefined ? {} : {code: item.code}),
  };
  const proof = (item.proof ?? []).map(text => ({at: item.at, text}));
  return [first, ...proof];
}
