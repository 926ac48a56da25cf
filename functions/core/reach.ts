import type {ActionParams} from './action.ts';
import type {RegistrationFact} from './facts.ts';
import type {Reach, WorkloadRef} from './kube.ts';
import type {Look} from './runbook.ts';
import type {Project} from './settings.ts';
import {isCalled} from './membership.ts';

/** Which membership of the fleet a cluster is. */
export function registrationOf(
  memberships: readonly RegistrationFact[],
  {project, target}: Pick<Look, 'project' | 'target'>,
): RegistrationFact | undefined {
  const found = memberships.filter(
    ({cluster}) =>
      cluster?.name === target.cluster &&
      isCalled(project, cluster?.project) &&
      (target.location === undefined || cluster?.location === target.location),
  );
  // Two candidates are a doubt, so neither is taken.
  return found.length === 1 ? found[0] : undefined;
}

/** How the cluster of a membership is reached. */
export function reachTo(fleet: Project, {location, membership, cluster}: RegistrationFact): Reach {
  return {
    fleet: fleet.id,
    fleetNumber: fleet.number,
    location,
    membership,
    collection: cluster === undefined ? 'memberships' : 'gkeMemberships',
  };
}

/** A reach as parameters of an action, and back. @throws Error when a plan did not name all of it. */
export function reachIn(params: ActionParams): Reach {
  const {fleet, fleetNumber, location, membership, collection} = params;
  const known = collection === 'gkeMemberships' || collection === 'memberships';
  if (!fleet || !fleetNumber || !location || !membership || !known) {
    throw new Error('the plan must say how the cluster is reached');
  }
  return {fleet, fleetNumber, location, membership, collection};
}

/** Namespaces of Kubernetes and of the mesh itself: what runs there is nobody's workload to restart. */
export const systemNamespaces: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'istio-system',
  'asm-system',
];

/** A workload in one word, e.g. `shop/Deployment/web`: for plans and for people. */
export function workloadName({kind, namespace, name}: WorkloadRef): string {
  return `${namespace}/${kind}/${name}`;
}

/** Reads workloads back: `shop/Deployment/web, shop/StatefulSet/db`. @throws Error for anything else. */
export function workloadsIn(text: string): readonly WorkloadRef[] {
  return text.split(', ').map(one => {
    const [namespace, kind, name, more] = one.split('/');
    const isKnown = kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';
    if (!namespace || !name || !isKnown || more !== undefined) {
      throw new Error(`the plan names no workload: ${one}`);
    }
    return {kind, namespace, name};
  });
}

/** Whether two names mean one workload. */
export function sameWorkload(one: WorkloadRef, other: WorkloadRef): boolean {
  return workloadName(one) === workloadName(other);
}

/** So many workloads are restarted in one go. */
const batchSize = 5;
/** So many batches are in one plan; what is left comes with the next one. */
const mostBatches = 20;

/** Workloads as the batches of a plan: the same ones always in the same order. */
export function batchesOf(workloads: readonly WorkloadRef[]): readonly string[] {
  const names = [...new Set(workloads.map(workloadName))].sort();
  const count = Math.min(mostBatches, Math.ceil(names.length / batchSize));
  return Array.from({length: count}, (_, at) =>
    names.slice(at * batchSize, (at + 1) * batchSize).join(', '),
  );
}
