import type {Undoing} from '../../core/contract/action.ts';
import type {LogEntry} from '../../core/detection/entry.ts';
import {at, isObject, textAt} from '../../core/lib/json.ts';
import {phrase} from './texts.ts';

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
export function undoing(place: Place): Undoing {
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
