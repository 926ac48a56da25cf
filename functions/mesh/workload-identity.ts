import type {ClusterFact, NodePoolFact} from '../core/facts/cloud.ts';

/**
 * The workload pool of a project's clusters: the only one that GKE takes.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export function workloadPool(project: string): string {
  return `${project}.svc.id.goog`;
}

/**
 * Who issues the workload identities of a GKE cluster. It names the location, never a zone's own path:
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships#Authority
 */
export function clusterIssuer(project: string, location: string, cluster: string): string {
  return `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${cluster}`;
}

/**
 * The node pools whose pods have no metadata server: anything else than GKE_METADATA is too little, also a
 * mode that is not documented yet. Google sees to it in Autopilot.
 */
export function poolsWithoutMetadata({autopilot, nodePools}: ClusterFact): readonly NodePoolFact[] {
  return autopilot ? [] : nodePools.filter(one => one.metadata !== 'GKE_METADATA');
}

/** Whether workloads of a cluster of the project get no identity: not its pool, or not on every node. */
export function lacksIdentity(fact: ClusterFact, project: string): boolean {
  return fact.workloadPool !== workloadPool(project) || poolsWithoutMetadata(fact).length > 0;
}
