import {clusterTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf, type Undoing} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import {workloadPool} from '../../mesh/workload-identity.ts';
import {setWorkloadPoolKind} from './params.ts';
import {phrase, texts} from './texts.ts';
import manifest from './action.json' with {type: 'json'};
import type {LogEntry} from '../../core/detection/entry.ts';
import {at, isObject, textAt} from '../../core/lib/json.ts';

/**
 * Turns workload identity on in a cluster that has no workload pool, with the pool of its own project. A
 * pool that is set is never changed. Node pools stay as they are: giving them the metadata server
 * recreates their nodes, which is a person's.
 *
 * There is no undo: workloads that were given identities from the pool lose them without it, and nodes with
 * the metadata server need it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export const setWorkloadPool: Action = actionOf(setWorkloadPoolKind, {
  manifest: actionManifest(manifest),
  texts,
  describe({project, location, cluster}) {
    const pool = workloadPool(project);
    return {
      text: phrase('action.set-workload-pool', {project, location, cluster, pool}),
      command: `gcloud container clusters update ${cluster} --location=${location} --project=${project} --workload-pool=${pool}`,
    };
  },
  async precheck({project, location, cluster}, readers) {
    const fact = await readers.cluster(project, location, cluster);
    if (fact.workloadPool === workloadPool(project)) return {kind: 'already'};
    if (fact.workloadPool !== undefined) {
      const names = {cluster, pool: fact.workloadPool};
      return {kind: 'refused', reason: phrase('refused.other-pool', names)};
    }
    // Work is being done on it, such as an upgrade; it can be used, and takes the change afterwards.
    if (fact.status === 'RECONCILING') {
      return {kind: 'busy', what: `${project}/${location}/${cluster}: ${fact.status}`};
    }
    if (fact.status !== 'RUNNING') {
      const names = {cluster, status: fact.status};
      return {kind: 'refused', reason: phrase('refused.cluster-status', names)};
    }
    return {kind: 'needed'};
  },
  async effect({project, location, cluster}, _readers, writers) {
    return writers.setWorkloadPool(project, location, cluster, workloadPool(project));
  },
  async check({project, location, cluster}, readers, operation) {
    const {workloadPool: found} = await readers.cluster(project, location, cluster);
    const isOn = found === workloadPool(project);
    return untilShown(isOn, operation, name => readers.clusterOperation(name));
  },
  undoing: params => undoing({...params, pool: workloadPool(params.project)}),
  traces: params => clusterTraces(params.project, params.location, params.cluster),
});

/** A cluster and the pool that it is to have. */
interface Place {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  readonly pool: string;
}

/**
 * Who takes the workload pool away. The provider does when the block `workload_identity_config` is
 * dropped from a cluster:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster
 * Of the two audit entries of the change only the first has the request:
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/audit-logging-container
 */
function undoing(place: Place): Undoing {
  const {project, cluster, pool} = place;
  return {
    project,
    filter: [
      'log_id("cloudaudit.googleapis.com/activity")',
      'protoPayload.serviceName="container.googleapis.com"',
      'protoPayload.methodName=~"\\.ClusterManager\\.UpdateCluster$"',
      `protoPayload.resourceName:"/clusters/${cluster}"`,
      'protoPayload.request.update.desiredWorkloadIdentityConfig:*',
    ].join('\n'),
    matches: entry => takesAway(entry, place),
    by: actor =>
      phrase('by.set-workload-pool', {
        principal: actor.principal,
        at: actor.at,
        cluster,
        pool,
      }),
    remedy: {
      text: phrase('remedy.set-workload-pool', {project, cluster}),
      code: `resource "google_container_cluster" "mesh" {
  name     = "${cluster}"
  location = "${place.location}"
  project  = "${project}"

  workload_identity_config {
    workload_pool = "${pool}"
  }
}`,
    },
  };
}

/** The name has `/zones/` or `/locations/` before the location. */
function takesAway({proto}: LogEntry, {location, cluster, pool}: Place): boolean {
  const method = textAt(proto, 'methodName') ?? '';
  const name = textAt(proto, 'resourceName') ?? '';
  const wanted = at(proto, 'request', 'update', 'desiredWorkloadIdentityConfig');
  return (
    method.endsWith('.UpdateCluster') &&
    name.endsWith(`/${location}/clusters/${cluster}`) &&
    isObject(wanted) &&
    wanted['workloadPool'] !== pool
  );
}
