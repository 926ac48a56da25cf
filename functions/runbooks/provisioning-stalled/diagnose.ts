import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {CallError} from '../../core/lib/error.ts';
import {findMembership} from '../../mesh/membership.ts';
import {ofUnknownCluster} from '../../mesh/unknown-cluster.ts';
import {isReported, type Look, polled} from '../../core/contract/runbook.ts';
import {serviceAgent} from '../../mesh/service-agent.ts';
import {targetText} from '../../core/detection/target.ts';
import type {MembershipFact, FleetCondition} from '../../core/facts/cloud.ts';
import {caseOf, type Context, type Judge, type Case} from './evidence.ts';
import {toldElsewhere, borneOut, unnoticed} from './delegated-cause.ts';
import {foresee, inspect, isEvent, type Seen} from './inspect.ts';
import {ailingCluster, documentedStall, hintedStall, otherStall} from './judge-stall.ts';
import {membershipProof, orDash, type Plane, reported, saidOf} from './proof.ts';
import {phrase} from './texts.ts';
import {conditionRow} from './conditions.ts';
import {isInError, type Trouble} from './states.ts';

/** Reads the fleet's mesh feature, looks deeper where it names a problem, and judges the membership. */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {target, symptom, project, fleet, readers} = look;
  const suspected = !isReported(symptom);
  if (isEvent(symptom)) foresee(look);
  const mesh = await readers.mesh(fleet.id);
  if (mesh.kind === 'not-enabled') {
    // No log says that it is: nothing is stalled where nothing is provisioned.
    const proof = [phrase('proof.mesh-not-enabled', {fleet: fleet.id})];
    if (suspected) return {kind: 'healthy', proof};
    return {
      kind: 'person',
      cause: phrase('cause.mesh-not-enabled', {fleet: fleet.id}),
      detail: phrase('detail.mesh-not-enabled'),
      advice: phrase('advice.mesh-not-enabled', {fleet: fleet.id}),
      unseen: true,
      proof,
    };
  }
  const membership = await findMembership(mesh, look);
  if (membership !== undefined) {
    const seen = await inspect(look, membership);
    const agent = serviceAgent(fleet.number);
    const context = {symptom, fleet: fleet.id, project: project.id, agent, target};
    return assess(membership, seen, context);
  }
  const unknown = {target: targetText(target), fleet: fleet.id};
  // An incident may not end because a location is silent; a look that nothing asked for may pass it over.
  if (symptom !== '' && mesh.unreachable.length > 0) throw unreached(mesh.unreachable);
  if (suspected) return {kind: 'healthy', proof: [phrase('proof.membership-unknown', unknown)]};
  return ofUnknownCluster(look, {
    kind: 'person',
    cause: phrase('cause.membership-unknown', unknown),
    advice: phrase('advice.describe-mesh', {fleet: fleet.id}),
    unseen: true,
    proof: mesh.memberships.slice(0, 5).map(membershipProof),
  });
}

/** It may be among what did not answer. */
function unreached(locations: readonly string[]): CallError {
  return new CallError({
    call: 'gkehub features.get',
    failure: 'unavailable',
    status: 0,
    said: `no answer from ${locations.join(', ')}`,
    attempts: 1,
  });
}

/**
 * Judges one membership; the most severe that is found is named, the rest is in the proof. What another
 * runbook knows is its to tell; a reason that live state gives comes before one that only an entry gave;
 * a control plane comes before a data plane; what may end by itself comes after, and last what the fleet says
 * without a reason.
 */
function assess(membership: MembershipFact, seen: Seen, context: Context): Diagnosis {
  const one = caseOf(membership, seen, context);
  for (const judge of judges) {
    const diagnosis = judge(one);
    if (diagnosis !== undefined) return diagnosis;
  }
  return {kind: 'healthy', proof: one.proof};
}

const judges: readonly Judge[] = [
  toldElsewhere,
  documentedStall,
  ailingCluster,
  errorCondition,
  otherStall,
  hintedStall,
  one => plane(one, 'control', 'person'),
  unwantedControl,
  one => plane(one, 'data', 'person'),
  one => plane(one, 'control', 'passing'),
  one => plane(one, 'data', 'passing'),
  fleetError,
];

// What the fleet's own words come to: its conditions, and the states of the two planes.

/** The fleet tells a condition of severity ERROR. */
function errorCondition(one: Case): Diagnosis | undefined {
  const lasting = one.errors.find(each => isLasting(one, each));
  const error = lasting ?? one.errors[0];
  if (error === undefined) return undefined;
  const {code, details} = error;
  if (lasting === undefined) return unnoticed(one, details === '' ? code : `${code}: ${details}`);
  const {handling} = conditionRow(code);
  if (handling.kind === 'calm') return undefined;
  const {id, advice, risk} = handling;
  return {
    kind: 'person',
    cause: phrase(`condition.${id}`, {code: orDash(code), project: one.operands.project}),
    detail: reported(orDash(code), details),
    advice: phrase(`advice.${advice}`, one.operands),
    ...(risk !== undefined && {risk: phrase(`risk.${risk}`)}),
    proof: one.proof,
  };
}

/** Whether nothing says that what a condition is about is over. */
function isLasting(one: Case, {code}: FleetCondition): boolean {
  const {handling} = conditionRow(code);
  return handling.kind !== 'runbook' || borneOut(one, handling.runbook) !== 'no';
}

/** Nobody wants this control plane; only an entry about it says that somebody does. */
function unwantedControl(one: Case): Diagnosis | undefined {
  const {standing} = one.control;
  if (standing.kind !== 'unwanted') return undefined;
  const error = fleetError(one);
  if (error !== undefined) return error;
  return isReported(one.symptom)
    ? {...judged(one, 'control', standing), unseen: true}
    : {kind: 'healthy', proof: one.proof};
}

/**
 * The fleet's own verdict is ERROR, and nothing that the responder knows explains it: the page's first
 * sign, "Revision(s) reporting unhealthy", where the role is bound. It may lag behind a repair.
 */
function fleetError({membership, operands, proof}: Case): Diagnosis | undefined {
  if (!isInError(membership)) return undefined;
  return {
    kind: 'person',
    cause: phrase('cause.fleet-error'),
    detail: reported(membership.code, membership.description),
    advice: phrase('advice.fleet-error', operands),
    proof,
    usualSeconds: 900,
  };
}

/** A plane whose state is of the given kind. What passes is waited for, unless a poll has done so. */
function plane(one: Case, of: Plane, kind: 'person' | 'passing'): Diagnosis | undefined {
  const {standing} = one[of];
  if (standing.kind !== kind) return undefined;
  const diagnosis = judged(one, of, standing);
  if (standing.kind !== 'passing' || one.symptom === polled) return diagnosis;
  const {cause, detail, advice, proof} = diagnosis;
  return {kind: 'waiting', cause, detail, advice, proof, usualSeconds: standing.usualSeconds};
}

function judged({operands, proof, membership}: Case, of: Plane, {id, advice, risk}: Trouble) {
  const state = of === 'control' ? membership.controlPlane : membership.dataPlane;
  return {
    kind: 'person',
    cause: phrase(`plane.${id}`),
    detail: reported(state, saidOf(membership, of) ?? membership.description),
    advice: phrase(`advice.${advice}`, operands),
    ...(risk !== undefined && {risk: phrase(`risk.${risk}`)}),
    proof,
  } as const;
}
