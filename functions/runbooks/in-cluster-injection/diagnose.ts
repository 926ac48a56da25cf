import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {CallError, passes} from '../../core/lib/error.ts';
import {type ManagedCluster, managedClusters} from '../../mesh/membership.ts';
import {reachTo} from '../../mesh/cluster-access.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {targetText} from '../../core/detection/target.ts';
import {assess} from './assess.ts';
import {inspect} from './inspect.ts';
import {phrase} from './texts.ts';

/**
 * Looks into a managed cluster for namespaces that an istiod inside it still injects, and for pods that
 * still have its proxy. In a cluster that is not managed that is as somebody wants it.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const target = targetText(look.target);
  const found = await managed(look);
  if (found === undefined || look.target.cluster === undefined) {
    const params = {target, fleet: look.fleet.id};
    return {kind: 'healthy', proof: [phrase('proof.not-managed', params)]};
  }
  const names = {project: look.project.id, cluster: look.target.cluster, target};
  const reach = reachTo(look.fleet, found.registration);
  try {
    return assess(await inspect(look.readers, reach), {names, reach});
  } catch (error) {
    if (error instanceof CallError) return unseen(look, error);
    throw error;
  }
}

/** @throws CallError also when it may be among what did not answer. */
async function managed(look: Look): Promise<ManagedCluster | undefined> {
  const {fleet, project, target, readers} = look;
  const ground = {fleet, projects: [project], readers};
  const clusters = await managedClusters(ground);
  const found = clusters.managed.filter(
    one =>
      one.target.cluster === target.cluster &&
      (target.location === undefined || one.target.location === target.location),
  );
  // Two candidates are a doubt, so neither is taken.
  if (found.length > 0 || clusters.whole) return found.length === 1 ? found[0] : undefined;
  throw new CallError({
    call: 'gkehub features.get',
    failure: 'unavailable',
    status: 0,
    said: 'not every location of the fleet answered',
    attempts: 1,
  });
}

/**
 * The cluster could not be looked into. What may pass is tried again. Where nobody has seen anything of it
 * yet, an answer that says nothing must not be taken for one: the poll counts it, and keeps what it knows.
 */
function unseen({symptom, target}: Look, error: CallError): Diagnosis {
  const {call, failure, said} = error.facts;
  if (passes(failure) || symptom === '') throw error;
  return {
    kind: 'person',
    cause: phrase('cause.injection-unseen', {target: targetText(target)}),
    advice: phrase('advice.injection-unseen'),
    proof: [phrase('proof.no-answer', {call, failure, said})],
  };
}
