import type {
  ClusterFact,
  ClustersFact,
  NodePoolFact,
  OperationFact,
} from '../../../core/facts/cloud.ts';
import {at, isObject, type JsonObject, textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {redact} from '../../http/redact.ts';
import {kubernetesEngine} from '../client/api-clients.ts';
import {listIn} from '../client/answers.ts';
import {readGoogle, type GoogleDeps} from '../client/call.ts';
import {assertSendable, misnamed} from '../client/resource-names.ts';

/** A cluster, `projects/P/locations/L/clusters/C`. @throws CallError. */
export function clusterOf(
  deps: GoogleDeps,
  project: string,
  location: string,
  cluster: string,
): Promise<ClusterFact> {
  const name = `projects/${project}/locations/${location}/clusters/${cluster}`;
  return readGoogle(
    deps,
    'container clusters.get',
    async options => {
      assertSendable(misnamed({project, location, cluster}));
      return (await kubernetesEngine()).projects.locations.clusters.get({name}, options);
    },
    parseCluster,
  );
}

/** All clusters of a project, in one answer; the API has no pages. @throws CallError. */
export function clustersOf(deps: GoogleDeps, project: string): Promise<ClustersFact> {
  return readGoogle(
    deps,
    'container clusters.list',
    async options => {
      assertSendable(misnamed({project}));
      const parent = `projects/${project}/locations/-`;
      // Each cluster is large, and only its place is asked for.
      const fields = 'clusters(name,location),missingZones';
      return (await kubernetesEngine()).projects.locations.clusters.list({parent, fields}, options);
    },
    parseClusters,
  );
}

/** What became of a change of a cluster. @throws CallError. */
export function clusterOperationOf(deps: GoogleDeps, name: string): Promise<OperationFact> {
  return readGoogle(
    deps,
    'container operations.get',
    async options => {
      assertSendable(misnamed({operation: name}));
      return (await kubernetesEngine()).projects.locations.operations.get({name}, options);
    },
    data => parseClusterOperation(data, name),
  );
}

/**
 * A GKE `Cluster`, reduced to what decides. States keep the API's own words; an absent enum is its
 * unspecified value.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
 * @throws FailedAttempt malformed when it is none, or a node pool cannot be told.
 */
export function parseCluster(data: unknown): ClusterFact {
  const name = textAt(data, 'name') ?? '';
  if (name === '') throw malformed('the cluster has no name');
  const nodePools = at(data, 'nodePools') ?? [];
  if (!Array.isArray(nodePools) || !nodePools.every(isObject)) {
    throw malformed('the node pools of the cluster are no list of objects');
  }
  const workloadPool = textAt(data, 'workloadIdentityConfig', 'workloadPool') ?? '';
  return {
    name,
    status: textAt(data, 'status') ?? 'STATUS_UNSPECIFIED',
    version: textAt(data, 'currentMasterVersion') ?? '',
    // Empty is how the API writes that it is off.
    ...(workloadPool === '' ? {} : {workloadPool}),
    autopilot: at(data, 'autopilot', 'enabled') === true,
    nodePools: nodePools.map(nodePool),
  };
}

/**
 * The list of clusters.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters/list
 * @throws FailedAttempt malformed when it is no list, or a cluster cannot be told.
 */
export function parseClusters(data: unknown): ClustersFact {
  const clusters = listIn(data, 'clusters').map(one => {
    const [location, name] = [textAt(one, 'location') ?? '', textAt(one, 'name') ?? ''];
    if (location === '' || name === '') throw malformed('a cluster has no name or no location');
    return {location, name};
  });
  return {clusters, whole: listIn(data, 'missingZones').length === 0};
}

function nodePool(data: JsonObject): NodePoolFact {
  const name = textAt(data, 'name') ?? '';
  if (name === '') throw malformed('a node pool of the cluster has no name');
  const metadata = textAt(data, 'config', 'workloadMetadataConfig', 'mode') ?? 'MODE_UNSPECIFIED';
  return {name, metadata};
}

/** google.rpc.Code UNKNOWN: the operation says that it failed, and not how. */
const unknown = 2;

/**
 * An operation on clusters. It is not of google.longrunning: it has a `status` in the place of `done`,
 * and its own name is only the last part of the name that it is asked for by (`fullName`). Every
 * status but DONE is one that may still end well or badly, ABORTING and new ones too.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.operations
 * @throws FailedAttempt malformed when it has no name or no status.
 */
export function parseClusterOperation(data: unknown, fullName: string): OperationFact {
  const [name, status] = [textAt(data, 'name') ?? '', textAt(data, 'status') ?? ''];
  if (name === '') throw malformed('the operation has no name');
  if (status === '') throw malformed('the operation has no status');
  if (status !== 'DONE') return {kind: 'running', name: fullName};
  const error = at(data, 'error');
  // The older field; what is done without an error leaves it empty.
  const said = textAt(data, 'statusMessage') ?? '';
  if (!isObject(error) && said === '') return {kind: 'done'};
  const code = at(error, 'code');
  return {
    kind: 'failed',
    code: typeof code === 'number' ? code : unknown,
    message: redact(textAt(error, 'message') ?? said),
  };
}
