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
