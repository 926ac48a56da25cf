import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {CallError, passes} from '../../core/lib/error.ts';
import type {MembershipFact} from '../../core/facts/cloud.ts';
import {findMembership} from '../../mesh/membership.ts';
import {reachTo} from '../../mesh/cluster-access.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {registered, searchClusters, unregistered} from '../../mesh/search-clusters.ts';
import {target, targetText} from '../../core/detection/target.ts';
import {assess} from './assess.ts';
import {inspect, needsAttention} from './inspect.ts';
import {phrase} from './texts.ts';

/**
 * Looks for the pods that the managed data plane gave up on, through the gateway, and for what they
 * belong to. The fleet's own word comes first: it is there also where the cluster cannot be seen.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  if (look.target.cluster === undefined) {
    return searchClusters(look, {
      runbook: 'data-plane-upgrade-failed',
      advice: phrase('advice.find-failed-pods'),
      judge: cluster => diagnose({...look, target: cluster.target}),
    });
  }
  const registration = await registered(look);
  if (registration === undefined) return unregistered(look);
  const mesh = await look.readers.mesh(look.fleet.id);
  const state = mesh.kind === 'enabled' ? await findMembership(mesh, look) : undefined;
  const names = {
    project: look.project.id,
    cluster: look.target.cluster,
    target: targetText(look.target),
  };
  try {
    const reach = reachTo(look.fleet, registration);
    const seen = await inspect(look.readers, reach);
    return assess(seen, {state, names, reach});
  } catch (error) {
    if (error instanceof CallError) return unseen(look, error, state);
    throw error;
  }
}

/**
 * The cluster could not be looked into. That the gateway's API is off is evidence of its own; what may
 * pass is tried again; for the rest a person is told what the fleet says and what could not be seen.
 */
function unseen(look: Look, error: CallError, state: MembershipFact | undefined): Diagnosis {
  const {call, failure, said, service} = error.facts;
  const proof = [phrase('proof.no-answer', {call, failure, said})];
  if (failure === 'api-disabled' && service === 'connectgateway.googleapis.com') {
    const of = {runbook: 'connect-gateway-disabled', target: target({project: look.fleet.id})};
    return {kind: 'symptom', of, proof};
  }
  if (passes(failure)) throw error;
  // Nobody complained and the fleet is content: what cannot be seen is no news.
  if (look.symptom === '' && !needsAttention(state)) return {kind: 'healthy', proof};
  return {
    kind: 'person',
    cause: phrase('cause.pods-unseen', {target: targetText(look.target)}),
    advice: phrase('advice.find-failed-pods'),
    unseen: true,
    proof,
  };
}
