import type {Diagnosis} from '../../core/diagnosis.ts';
import type {MembershipFact} from '../../core/facts.ts';
import {findMembership} from '../../core/membership.ts';
import {phrase, type Phrase} from '../../core/phrase.ts';
import {type Look, polled} from '../../core/runbook.ts';
import {targetText} from '../../core/target.ts';

/** Reads the fleet's mesh feature and judges the cluster's membership. */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {target, symptom, project, fleet, readers} = look;
  const mesh = await readers.mesh(fleet.id);
  const suspected = symptom === '' || symptom === polled;
  if (mesh.kind === 'not-enabled') {
    // No log says that it is: nothing is stalled where nothing is provisioned.
    const proof = [phrase('proof.mesh-not-enabled', {fleet: fleet.id})];
    if (suspected) return {kind: 'healthy', proof};
    return {
      kind: 'person',
      cause: phrase('cause.mesh-not-enabled', {fleet: fleet.id}),
      advice: phrase('advice.mesh-not-enabled', {fleet: fleet.id}),
      proof,
    };
  }
  const membership = await findMembership(mesh, look);
  if (membership === undefined) {
    const unknown = {target: targetText(target), fleet: fleet.id};
    if (suspected) return {kind: 'healthy', proof: [phrase('proof.membership-unknown', unknown)]};
    return {
      kind: 'person',
      cause: phrase('cause.membership-unknown', unknown),
      advice: phrase('advice.describe-mesh', {fleet: fleet.id}),
      proof: mesh.memberships.slice(0, 5).map(describe),
    };
  }
  return assess(membership, {symptom, fleet: fleet.id, project: project.id});
}

/**
 * States that end by themselves, with the seconds that it may take: PROVISIONING for longer than 10
 * minutes is "likely an error" (troubleshooting page), FAILED_PRECONDITION "will be retried within 15
 * minutes" (the fleet's own text).
 */
const passing: Readonly<Record<string, number>> = {PROVISIONING: 600, FAILED_PRECONDITION: 900};

/**
 * Judges one membership. What may end by itself is waited for, unless an error is named or a poll has
 * waited already; every other state but ACTIVE, also one not documented yet, needs a person.
 */
export function assess(
  membership: MembershipFact,
  context: {readonly symptom: string; readonly fleet: string; readonly project: string},
): Diagnosis {
  const error = membership.conditions.find(one => one.severity === 'ERROR');
  const proof = [describe(membership), ...membership.conditions.map(condition)];
  const cause = causeOf(membership, context.symptom, error?.code);
  const person: Diagnosis = {kind: 'person', cause, advice: adviceOf(context), proof};
  if (error !== undefined) return person;
  if (membership.controlPlane === 'ACTIVE') return {kind: 'healthy', proof};
  const usualSeconds = passing[membership.controlPlane];
  const waited = context.symptom === polled || documented(context.symptom) !== undefined;
  return usualSeconds === undefined || waited
    ? person
    : {kind: 'waiting', cause, proof, usualSeconds};
}

function causeOf(
  membership: MembershipFact,
  symptom: string,
  condition: string | undefined,
): Phrase {
  const row = documented(symptom);
  if (row !== undefined) return phrase(`stalled.${row}`, {membership: membership.membership});
  return phrase('cause.membership-state', {
    membership: membership.membership,
    state: membership.controlPlane,
    code: condition ?? membership.controlPlaneDetails[0]?.code ?? '-',
    said: membership.controlPlaneDetails[0]?.details ?? membership.description,
  });
}

function adviceOf({symptom, fleet, project}: Parameters<typeof assess>[1]): Phrase {
  const row = documented(symptom);
  return row === undefined
    ? phrase('advice.describe-mesh', {fleet})
    : phrase(`advice.stalled.${row}`, {fleet, project});
}

/** The id of the documented row in `stalled:<id>`, unless it is only an event's bare reason. */
function documented(symptom: string): string | undefined {
  const id = symptom.startsWith('stalled:') ? symptom.slice('stalled:'.length) : '';
  return /^[a-z][a-z-]*$/.test(id) ? id : undefined;
}

function describe(membership: MembershipFact): Phrase {
  return phrase('proof.membership', {
    membership: membership.membership,
    location: membership.location,
    control: membership.controlPlane,
    data: membership.dataPlane,
    said: membership.controlPlaneDetails[0]?.details ?? membership.description,
  });
}

function condition(one: {readonly code: string; readonly severity: string}): Phrase {
  return phrase('proof.condition', {code: one.code, severity: one.severity});
}
