import type {Diagnosis} from '../contract/diagnosis.ts';
import {explainedBy, type Incident, standing} from '../incident/incident.ts';
import {actionKey} from '../incident/plan.ts';
import type {Reason, State} from '../incident/reason.ts';
import type {Now} from '../lib/time-scale.ts';
import {phrase} from '../texts/texts.ts';
import {carryOut} from './carry-out.ts';
import {type Broken, type DecideContext, type Decision, type Seen, wait} from './decision.ts';
import {behind} from './explained-sign.ts';
import {explaining} from './explanation.ts';
import {begin, lookAt, lookEffect} from './look.ts';
import {needsPerson, stillParked, watchSeconds} from './parked.ts';
import {doubted, lastActions, restOf, underWay} from './plan-progress.ts';
import {isSame, planFor, proposed, resumed} from './propose.ts';
import {healthy, waiting, whyOf} from './transitions.ts';
import {notTaken, notYet, pending, recheckAt} from './verification.ts';

/** What live state said. */
export function diagnosed(
  incident: Incident,
  seen: Extract<Seen, {kind: 'diagnosed'}>,
  at: DecideContext,
): Decision {
  const {diagnosis} = seen;
  const decision = afterLook(incident, seen, at);
  // What asks for more is decided on with its answer.
  if (decision.effect.kind !== 'wait' || standing(incident.state) === 'closed') return decision;
  return wait(explaining(decision.incident, diagnosis));
}

function afterLook(
  incident: Incident,
  seen: Extract<Seen, {kind: 'diagnosed'}>,
  at: DecideContext,
): Decision {
  const {diagnosis, since} = seen;
  switch (standing(incident.state)) {
    case 'open':
      return incident.state === 'verifying'
        ? rechecked(incident, diagnosis, since, at)
        : unlessAsking(incident, concluded(begin(incident, at), diagnosis, since, at));
    case 'parked':
      return watched(incident, diagnosis, since, at);
    case 'closed':
      return explainedBy(incident) === undefined ? wait(incident) : behind(incident, seen, at);
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
      return diagnosis.nowhere === true
        ? {incident, effect: {kind: 'gather', told: diagnosis}}
        : wait(needsPerson(incident, diagnosis, at));
    case 'waiting':
      return wait(waiting(inState(incident, 'diagnosing'), diagnosis, at));
    case 'symptom':
      return {incident, effect: {kind: 'open-cause', cause: diagnosis, since}};
    case 'broken':
      return {incident, effect: {kind: 'ask-guard', proposal: proposed(incident, diagnosis, at)}};
  }
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

/** Holds that rest on a change that was refused or never free to be made, or on a bug: only a person ends them. */
const final: readonly Reason['kind'][] = [
  'denied',
  'effect-refused',
  'busy-too-long',
  'internal',
  'action-refused',
];

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

/** Whether what was made took, soon after it and at the documented propagation times. */
export function checked(
  incident: Incident,
  seen: Extract<Seen, {kind: 'checked'}>,
  at: DecideContext,
): Decision {
  const {took} = seen;
  // What comes next in the plan does not wait for what the documented times are for.
  if (took === 'took' && restOf(incident).length > 0) {
    return {incident, effect: lookEffect(incident)};
  }
  const next = recheckAt(incident, at.timing) ?? at.now;
  if (at.now < next) {
    // Before the first documented time a missing change is a delay, not a verdict.
    const soon = took === 'took' ? next : (pending(incident, at).work.nextLook ?? next);
    return wait(lookAt(incident, Math.min(soon, next)));
  }
  switch (took) {
    case 'took':
      return {incident, effect: lookEffect(incident)};
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
