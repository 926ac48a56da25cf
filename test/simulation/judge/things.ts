import type {MembershipFact, Policy} from '../../../functions/core/facts/cloud.ts';
import type {
  NamespaceFact,
  OwnedFact,
  WorkloadFact,
} from '../../../functions/core/facts/kubernetes.ts';
import {fleet, gateway, shop} from '../../support/cloud/harbor.ts';
import type {Cloud} from '../../support/cloud/cloud.ts';
import type {Inside} from '../../support/inside.ts';

// What the page says, written down a second time: the judge does not ask the code that it judges.

/** The role that managed mesh needs. */
export const agentRole = 'roles/anthosservicemesh.serviceAgent';
/** Who needs it in the projects of the played fleet. */
export const agent = `serviceAccount:service-${fleet.number}@gcp-sa-servicemesh.iam.gserviceaccount.com`;

/** Whether the fleet's agent has its role without a condition. */
export function isHealthy({bindings}: Policy): boolean {
  return bindings.some(
    one => one.role === agentRole && one.condition === undefined && one.members.includes(agent),
  );
}

/** Whether nobody manages the mesh of a membership, and it is not up. */
export function isUnmanaged({management, controlPlane}: MembershipFact): boolean {
  return management === 'MANAGEMENT_UNSPECIFIED' && controlPlane !== 'ACTIVE';
}

/** The revision of the managed control plane that is there in the played clusters. */
export const managedRevision = 'asm-managed';

/** Whether a namespace asks an istiod inside its cluster for sidecars: the older label wins. */
export function lacksManagedProxy({labels}: NamespaceFact): boolean {
  return labels['istio-injection'] === 'enabled';
}

/** Whether pods of a workload were given up on, have an old proxy, or are not there. */
export function needsRestart({pods}: Inside, one: WorkloadFact): boolean {
  const own = pods.filter(
    ({namespace, owner}) => namespace === one.namespace && owner?.name === one.name,
  );
  const old = ({labels}: OwnedFact): boolean =>
    labels['dataplane-upgrade'] === 'failed' ||
    (labels['istio.io/rev'] ?? managedRevision) !== managedRevision;
  return one.available < one.wanted || own.some(old);
}

/** What can be broken in the played world. */
export const problems = [
  ...(['gateway', 'binding', 'mesh'] as const),
  ...(['pool', 'issuer', 'injection', 'upgrade'] as const),
] as const;
/** The name of one. */
export type Problem = (typeof problems)[number];

/** One problem in one place; the place is written as people read it in a message. */
export interface Thing {
  readonly problem: Problem;
  readonly place: string;
}

/** Everything that the judge looks at, and whether it is broken now. */
export function* stateOf(cloud: Cloud): Generator<Thing & {readonly broken: boolean}> {
  // Only the fleet's host needs the gateway.
  const off = cloud.services.get(`${fleet.id}/${gateway}`) !== 'ENABLED';
  yield {problem: 'gateway', place: fleet.id, broken: off};
  for (const {id} of [fleet, shop]) {
    const policy = cloud.policies.get(id);
    yield {problem: 'binding', place: id, broken: policy !== undefined && !isHealthy(policy)};
  }
  const memberships = cloud.mesh.kind === 'enabled' ? cloud.mesh.memberships : [];
  for (const {location, membership, controlPlane} of memberships) {
    const place = `${shop.id}/${location}/${membership}`;
    yield {problem: 'mesh', place, broken: controlPlane !== 'ACTIVE'};
  }
  for (const {name, workloadPool} of cloud.clusters.values()) {
    yield {problem: 'pool', place: placeOf(name), broken: workloadPool === undefined};
  }
  for (const {membership, issuer} of cloud.registered?.memberships ?? []) {
    yield {problem: 'issuer', place: placeOf(membership), broken: issuer === undefined};
  }
  for (const [name, {namespaces, pods}] of cloud.insides) {
    const old = pods.some(
      one => (one.labels['istio.io/rev'] ?? managedRevision) !== managedRevision,
    );
    const asks = namespaces.some(lacksManagedProxy);
    yield {problem: 'injection', place: placeOf(name), broken: old || asks};
    const failed = pods.some(one => one.labels['dataplane-upgrade'] === 'failed');
    yield {problem: 'upgrade', place: placeOf(name), broken: failed};
  }
}

/** The clusters of the played fleet are all in one place. */
function placeOf(cluster: string): string {
  return `${shop.id}/europe-west4/${cluster}`;
}
