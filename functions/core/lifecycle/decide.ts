import {type PlannedAction, type Plan, planOf, waveOf} from '../incident/plan.ts';
import {phrase} from '../texts/texts.ts';
import {ended, intend, type Shown} from './action-records.ts';
import type {Precheck, Took} from '../contract/action.ts';
import {isBacklog} from './backlog.ts';
import type {Diagnosis} from '../contract/diagnosis.ts';
import type {CallFacts} from '../lib/error.ts';
import type {Verdict} from '../guard/guard.ts';
import {
  type ActionRecord,
  attemptsOf,
  type Incident,
  move,
  standing,
} from '../incident/incident.ts';
import {type Phrase} from '../texts/phrase.ts';
import {
  cutShort,
  doubted,
  isDry,
  lastActions,
  actionKey,
  restOf,
  type UnderWay,
  underWay,
} from './plan-progress.ts';
import type {Written} from '../ports/ports.ts';
import type {NoAction, Reason, Reverted, State} from '../incident/reason.ts';
import {freed} from './arrivals.ts';
import type {Now} from '../lib/time-scale.ts';
import {
  begin,
  blind,
  block,
  decided,
  explained,
  healthy,
  heldBack,
  lookAgain,
  lookAt,
  needsPerson,
  notMade,
  notTaken,
  notYet,
  pending,
  recheckAt,
  seen as looked,
  soonest,
  stillParked,
  verifying,
  waiting,
  watchSeconds,
  whyOf,
  wouldAct,
} from './transitions.ts';

type Broken = Extract<Diagnosis, {kind: 'broken'}>;

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
  /** Have its runbook diagnose live state. */
  | {readonly kind: 'diagnose'}
  /** Make sure that the cause has an open incident, and link this one to it. */
  | {
      readonly kind: 'open-cause';
      readonly cause: Extract<Diagnosis, {kind: 'symptom'}>;
      readonly since: number;
    }
  /** See whether the cause that it was just explained by still stands. */
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

type FlappingVerdict = Extract<Verdict, {state: 'flapping'}>;

/** What became of a change. */
export type Made =
  | {readonly kind: 'written'; readonly written: Written}
  | {readonly kind: 'failed'; readonly error: CallFacts; readonly detail: string};

/** Whether what was made took: the worst answer of all, and of what is gone the first. */
export type Checked =
  | {readonly took: Exclude<Took, 'not-taken'>}
  | {readonly took: 'not-taken'; readonly gone: ActionRecord};

/** What was seen: that an incident is due, or the answer to an effect. */
export type Seen =
  | {readonly kind: 'due'}
  | {readonly kind: 'no-answer'; readonly to: Effect['kind']; readonly error: CallFacts}
  | {
      readonly kind: 'diagnosed';
      readonly diagnosis: Diagnosis;
      /** When the look began. */
      readonly since: number;
    }
  | {readonly kind: 'cause-open'; readonly incident: string; readonly proof: readonly Phrase[]}
  /** The cause was closed after the look that found it. */
  | {readonly kind: 'cause-over'}
  /** The cause turned out to explain nothing; its runbook. */
  | {readonly kind: 'cause-denied'; readonly runbook: string}
  | {readonly kind: 'cause-confirmed'}
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

/**
 * THE decision: what becomes of an incident by what was seen, and what has to be done next. Pure: it
 * reads nothing and changes nothing; the engine stores its incident, performs its effect and asks
 * again with what came of it.
 * @throws Error where the effect that was seen is not one of the state's: a bug.
 */
export function decide(incident: Incident, seen: Seen, at: DecideContext): Decision {
  switch (seen.kind) {
    case 'due':
      return due(incident, at);
    case 'no-answer':
      return unanswered(incident, seen, at);
    case 'diagnosed':
      return diagnosed(incident, seen, at);
    case 'cause-open': {
      const told = explained(begin(incident, at), seen.incident, seen.proof, at);
      return {incident: told, effect: {kind: 'confirm-cause', cause: seen.incident}};
    }
    case 'cause-over':
      return wait(lookAgain(begin(incident, at), at));
    case 'cause-denied':
      return wait(freed(incident, seen.runbook, at.now));
    case 'cause-confirmed':
      return wait(incident);
    case 'guarded':
      return guarded(incident, seen, at);
    case 'reverter': {
      const {hold, fight} = seen;
      const verdict = {...hold, reason: {...hold.reason, fight}};
      return planned(resumed(incident, at), {...seen, verdict}, at);
    }
    case 'prechecked':
      return prechecked(incident, seen, at);
    case 'admitted':
      return admitted(incident, seen, at);
    case 'changed':
      return changed(incident, seen, at);
    case 'checked':
      return checked(incident, seen, at);
    case 'digested': {
      const {summary: reason, proof} = seen;
      const known = looked(begin(incident, at), proof, at.now);
      return wait(move(known, {state: 'no-action', reason, now: at.now, proof}));
    }
    case 'broke': {
      const {said} = seen;
      return wait(block(begin(incident, at), {kind: 'internal', said}, at));
    }
  }
}

/** It is time to work on it. */
function due(incident: Incident, at: DecideContext): Decision {
  const {state} = incident;
  if (standing(state) === 'closed') return wait(incident);
  if (isBacklog(incident)) return {incident, effect: {kind: 'digest'}};
  // Nothing follows in a plan before what was made of it took.
  if (cutShort(incident)) return wait(verifying(incident, at));
  return {incident, effect: {kind: state === 'verifying' ? 'check' : 'diagnose'}};
}

/** A read gave no answer. */
function unanswered(
  incident: Incident,
  {to, error}: Extract<Seen, {kind: 'no-answer'}>,
  at: DecideContext,
): Decision {
  const {state} = incident;
  const attempting = standing(state) === 'open' && state !== 'verifying';
  // What a look begins ends with it; an action's own look is in the middle of a plan.
  const begun = to === 'digest' || (to === 'diagnose' && attempting);
  return wait(blind(begun ? begin(incident, at) : incident, error, at));
}

/** What live state said. */
function diagnosed(
  incident: Incident,
  {diagnosis, since}: Extract<Seen, {kind: 'diagnosed'}>,
  at: DecideContext,
): Decision {
  switch (standing(incident.state)) {
    case 'open':
      return incident.state === 'verifying'
        ? rechecked(incident, diagnosis, since, at)
        : unlessAsking(incident, concluded(begin(incident, at), diagnosis, since, at));
    case 'parked':
      return watched(incident, diagnosis, since, at);
    case 'closed':
      return wait(incident);
  }
}

/** What a diagnosis leads to, from the beginning of an attempt. */
function concluded(
  incident: Incident,
  diagnosis: Diagnosis,
  since: number,
  at: DecideContext,
): Decision {
  switch (diagnosis.kind) {
    case 'healthy':
      return wait(healthy(incident, diagnosis.proof, at));
    case 'person':
      return wait(needsPerson(incident, diagnosis, at));
    case 'waiting':
      return wait(waiting(inState(incident, 'diagnosing'), diagnosis, at));
    case 'symptom':
      return {incident, effect: {kind: 'open-cause', cause: diagnosis, since}};
    case 'broken':
      return {incident, effect: {kind: 'ask-guard', proposal: proposed(incident, diagnosis, at)}};
  }
}

/**
 * The plan for a diagnosis, or what is left of one that a person approved and that is being carried
 * out, with its next part.
 */
function proposed(incident: Incident, broken: Broken, at: DecideContext): Proposal {
  const fresh = planFor(incident, broken);
  const going = underWay(incident, fresh.actions, at) ?? {
    plan: fresh,
    rest: fresh.actions,
    attempt: attemptsOf(incident) + 1,
  };
  return {...going, broken, part: waveOf(going.rest, at.atOnce)};
}

function planFor({key}: Incident, {actions}: Broken): Plan {
  return planOf(key, actions);
}

/** A change took, and live state was looked at: over, or not yet. */
function rechecked(
  incident: Incident,
  diagnosis: Diagnosis,
  since: number,
  at: DecideContext,
): Decision {
  switch (diagnosis.kind) {
    case 'healthy':
      return wait(healthy(incident, diagnosis.proof, at));
    case 'symptom':
      // What is left is another incident's to repair and to tell.
      return {incident, effect: {kind: 'open-cause', cause: diagnosis, since}};
    case 'broken':
      return stillBroken(incident, diagnosis, at);
    case 'person':
    case 'waiting': {
      const here = inState(incident, 'verifying');
      return wait(notYet(here, whyOf(diagnosis), diagnosis.proof, at));
    }
  }
}

/**
 * What was made took, and the problem is not over. What a person approved goes on, as long as live state
 * says broken; each of its actions looks for itself whether it is still needed. Without an approval,
 * what is needed next is planned and asked for anew; where that is what was made, it has not had its
 * effect yet.
 */
function stillBroken(incident: Incident, broken: Broken, at: DecideContext): Decision {
  const next = planFor(incident, broken);
  const going = underWay(incident, next.actions, at);
  if (going !== undefined) return carryOut(incident, going, at);
  const made = lastActions(incident).map(actionKey);
  const fresh = next.actions.some(one => !made.includes(actionKey(one)));
  if (fresh) {
    const proposal = proposed(begin(incident, at), broken, at);
    return {incident, effect: {kind: 'ask-guard', proposal}};
  }
  const {cause, proof} = broken;
  return wait(notYet(inState(incident, 'verifying'), {cause}, proof, at));
}

/**
 * A parked incident was looked at: healed, it is resolved; what it waited for may be there by now, and
 * then it goes on; else it stays as it is, silently, until a person comes or the patience ends.
 */
function watched(
  incident: Incident,
  diagnosis: Diagnosis,
  since: number,
  at: DecideContext,
): Decision {
  if (diagnosis.kind === 'broken') {
    if (isFinal(incident)) return wait(stillParked(incident, at));
    const proposal = proposed(begin(incident, at), diagnosis, at);
    return {incident, effect: {kind: 'ask-guard', proposal}};
  }
  if (isKnown(incident, diagnosis, at)) return wait(stillParked(incident, at));
  return unlessAsking(incident, concluded(resumed(incident, at), diagnosis, since, at));
}

/** Holds that rest on a change that was refused, or on a bug: only a person ends them. */
const final: readonly Reason['kind'][] = ['denied', 'effect-refused', 'internal', 'action-refused'];

function isFinal({reason}: Incident): boolean {
  return final.includes(reason.kind);
}

/** Whether a look found nothing that would be news to the people who read the message. */
function isKnown(
  incident: Incident,
  diagnosis: Exclude<Diagnosis, Broken>,
  {now, timing}: Now,
): boolean {
  if (incident.state !== 'blocked') return false;
  const {reason, intake} = incident;
  switch (diagnosis.kind) {
    case 'healthy':
      // Entries that keep coming outweigh a live state that shows nothing.
      return (
        reason.kind === 'keeps-failing' &&
        intake.entries.lastAt > now - timing.seconds(watchSeconds)
      );
    case 'person':
      return reason.kind === 'person-needed' && isSame(reason.cause, diagnosis.cause);
    case 'waiting':
      return reason.kind === 'waited-too-long';
    case 'symptom':
      return false;
  }
}

/** A parked incident begins anew; that entries kept coming confirms it whatever live state shows. */
function resumed(incident: Incident, at: Now): Incident {
  const begun = begin(incident, at);
  const doubted = incident.state === 'blocked' && incident.reason.kind === 'keeps-failing';
  return doubted ? {...begun, work: {...begun.work, confirmed: true}} : begun;
}

/** The guard has spoken. */
function guarded(
  incident: Incident,
  seen: Extract<Seen, {kind: 'guarded'}>,
  at: DecideContext,
): Decision {
  const {verdict, proposal} = seen;
  if (standing(incident.state) === 'parked') {
    if (verdict.kind === 'hold' && isSameHold(incident, verdict)) {
      return wait(soonest(stillParked(incident, at), verdict.until, at));
    }
    // What was made of a plan before it was held has to have taken before it goes on.
    if (underWay(incident, planFor(incident, proposal.broken).actions, at) !== undefined) {
      const begun = resumed(incident, at);
      return wait(verifying({...begun, work: {...begun.work, actedAt: at.now}}, at));
    }
  }
  if (verdict.kind === 'hold' && verdict.state === 'flapping') {
    return {incident, effect: {kind: 'find-reverter', proposal, hold: verdict}};
  }
  return planned(resumed(incident, at), seen, at);
}

/** Whether a hold is the one that people were told; who is fighting is told once. */
function isSameHold({state, reason}: Incident, verdict: Extract<Verdict, {kind: 'hold'}>): boolean {
  if (state === 'flapping') return isSame({...reason, fight: []}, {...verdict.reason, fight: []});
  return isSame(reason, verdict.reason);
}

/** It is planned, and then goes on or waits. */
function planned(
  begun: Incident,
  {
    proposal,
    verdict,
    commands,
    remedy,
  }: Pick<Extract<Seen, {kind: 'guarded'}>, 'proposal' | 'verdict' | 'commands'> & {
    readonly remedy?: string;
  },
  at: DecideContext,
): Decision {
  const {plan, broken} = proposal;
  const {cause, proof} = broken;
  const next = decided(begun, {plan, commands, verdict, cause, proof, remedy}, at);
  return verdict.kind === 'act' ? carryOut(next, proposal, at) : wait(next);
}

/** Begins the next part of a plan. */
function carryOut(incident: Incident, going: UnderWay, at: DecideContext): Decision {
  const {plan, rest, attempt} = going;
  const part = waveOf(rest, at.atOnce);
  return inTurn(incident, {plan, rest, attempt, part}, 0, at);
}

/**
 * The action of a part whose turn it is. Behind the last one what was made is verified, and what is
 * left then goes on from there; a dry run waits for nothing: it shows every part.
 */
function inTurn(
  incident: Incident,
  going: Omit<Step, 'action'>,
  turn: number,
  at: DecideContext,
): Decision {
  const {part, rest} = going;
  const action = part[turn];
  if (action !== undefined) return {incident, effect: {kind: 'precheck', step: {...going, action}}};
  if (!isDry(incident)) return wait(verifying(incident, at));
  const left = rest.slice(part.length);
  return left.length === 0
    ? wait(wouldAct(incident, at))
    : carryOut(incident, {...going, rest: left}, at);
}

function afterStep(incident: Incident, {action, ...going}: Step, at: DecideContext): Decision {
  return inTurn(incident, going, going.part.indexOf(action) + 1, at);
}

/** An action has looked for itself. */
function prechecked(
  incident: Incident,
  {step, answer, shown}: Extract<Seen, {kind: 'prechecked'}>,
  at: DecideContext,
): Decision {
  switch (answer.kind) {
    case 'refused':
      return wait(block(incident, {kind: 'action-refused', why: answer.reason}, at));
    case 'already': {
      // In one write: after a crash nobody is to wonder whether something was sent.
      const intended = intend(incident, step.action, shown, step.attempt, at);
      return afterStep(ended(intended, {result: 'already'}, at), step, at);
    }
    case 'needed':
      return {incident, effect: {kind: 'admit', step, shown}};
  }
}

/** The guard's last word on one action, right before its intent is stored. */
function admitted(
  incident: Incident,
  {step, shown, verdict}: Extract<Seen, {kind: 'admitted'}>,
  at: DecideContext,
): Decision {
  if (verdict.kind !== 'act') return wait(heldBack(incident, verdict, at));
  const intended = intend(incident, step.action, shown, step.attempt, at);
  return {incident: intended, effect: {kind: 'change', step}};
}

/** What became of a change. */
function changed(
  incident: Incident,
  {step, made}: Extract<Seen, {kind: 'changed'}>,
  at: DecideContext,
): Decision {
  if (made.kind === 'failed') return wait(notMade(incident, made.error, made.detail, at));
  return afterStep(ended(incident, endOfWrite(made.written), at), step, at);
}

function endOfWrite(written: Written): Parameters<typeof ended>[1] {
  switch (written.kind) {
    case 'recorded':
      return {result: 'would-change', detail: written.request};
    case 'unchanged':
      return {result: 'already'};
    case 'accepted': {
      const {operation} = written;
      return {result: 'changed', ...(operation === undefined ? {} : {operation})};
    }
  }
}

/** Whether what was made took, soon after it and at the documented propagation times. */
function checked(
  incident: Incident,
  seen: Extract<Seen, {kind: 'checked'}>,
  at: DecideContext,
): Decision {
  const {took} = seen;
  // What comes next in the plan does not wait for what the documented times are for.
  if (took === 'took' && restOf(incident).length > 0) return {incident, effect: {kind: 'diagnose'}};
  const next = recheckAt(incident, at.timing) ?? at.now;
  if (at.now < next) {
    // Before the first documented time a missing change is a delay, not a verdict.
    const soon = took === 'took' ? next : (pending(incident, at).work.nextLook ?? next);
    return wait(lookAt(incident, Math.min(soon, next)));
  }
  switch (took) {
    case 'took':
      return {incident, effect: {kind: 'diagnose'}};
    case 'pending': {
      const why = {cause: phrase('cause.pending')};
      return wait(notYet(inState(incident, 'verifying'), why, [], at));
    }
    case 'not-taken':
      return wait(notTaken(doubted(incident, seen.gone), at));
  }
}

/** What asks for more is not worth a write: it begins again with the answer. */
function unlessAsking(before: Incident, {incident, effect}: Decision): Decision {
  return {incident: effect.kind === 'wait' ? incident : before, effect};
}

function wait(incident: Incident): Decision {
  return {incident, effect: {kind: 'wait'}};
}

/** The incident, known to be in a state. @throws Error where it is not: a bug. */
function inState<S extends State>(
  incident: Incident,
  state: S,
): Extract<Incident, {readonly state: S}> {
  if (isIn(incident, state)) return incident;
  throw new Error(`incident ${incident.id} is ${incident.state}, not ${state}`);
}

function isIn<S extends State>(
  incident: Incident,
  state: S,
): incident is Extract<Incident, {readonly state: S}> {
  return incident.state === state;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
