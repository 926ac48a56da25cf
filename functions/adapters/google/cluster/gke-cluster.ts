import type {ClusterFact, NodePoolFact} from '../../../core/facts.ts';
import {at, isObject, textAt, type JsonObject} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';

/**
 * A GKE `Cluster`, reduced to what decides. States keep the API's own words; an absent enum is its
 * unspecified value.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
 * @throws Fault malformed when it is none, or a node pool cannot be told.
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

function nodePool(data: JsonObject): NodePoolFact {
  const name = textAt(data, 'name') ?? '';
  if (name === '') throw malformed('a node pool of the cluster has no name');
  const metadata = textAt(data, 'config', 'workloadMetadataConfig', 'mode') ?? 'MODE_UNSPECIFIED';
  return {name, metadata};
}
