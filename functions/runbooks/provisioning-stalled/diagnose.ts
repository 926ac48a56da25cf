import type {Diagnosis} from '../../core/diagnosis.ts';
import {CallError} from '../../core/error.ts';
import {findMembership} from '../../core/membership.ts';
import {type Look, polled} from '../../core/runbook.ts';
import {serviceAgent} from '../../core/service-agent.ts';
import {targetText} from '../../core/target.ts';
import {assess} from './assess.ts';
import {inspect} from './inspect.ts';
import {membershipProof} from './proof.ts';
import {phrase} from './texts.ts';

/** Reads the fleet's mesh feature, looks deeper where it names a problem, and judges the membership. */
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
  return {
    kind: 'person',
    cause: phrase('cause.membership-unknown', unknown),
    advice: phrase('advice.describe-mesh', {fleet: fleet.id}),
    proof: mesh.memberships.slice(0, 5).map(membershipProof),
  };
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
