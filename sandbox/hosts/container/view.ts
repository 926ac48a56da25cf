import type {container_v1} from 'googleapis/build/src/apis/container/v1.js';
import type {Cluster, NodePool} from '../../cluster/cluster.ts';
import {stamp} from '../../json.ts';
import {usualSeed} from '../../cluster/usual.ts';

/** Full resource name of a cluster, behind the host and the version. */
export function clusterPath({project, location, name}: Cluster): string {
  return `projects/${project}/locations/${location}/clusters/${name}`;
}

/** A cluster as the API shows it; what is off is left out, as the API does. */
export function clusterView(found: Cluster, since: number) {
  const pool = found.workloadPool.value;
  return {
    name: found.name,
    location: found.location,
    // Deprecated, and what gcloud sorts by.
    zone: found.location,
    selfLink: `https://container.googleapis.com/v1/${clusterPath(found)}`,
    status: found.status,
    createTime: stamp(since - 400 * 86_400_000),
    endpoint: '192.0.2.10',
    currentMasterVersion: found.version,
    currentNodeVersion: found.version,
    currentNodeCount: 3 * found.nodePools.size,
    releaseChannel: {channel: 'REGULAR'},
    ...(pool === undefined ? {} : {workloadIdentityConfig: {workloadPool: pool}}),
    autopilot: found.autopilot ? {enabled: true} : {},
    nodePools: [...found.nodePools.values()].map(one => nodePoolView(found, one)),
  } satisfies container_v1.Schema$Cluster;
}

/** A node pool as the API shows it. */
export function nodePoolView(found: Cluster, {name, metadata}: NodePool) {
  return {
    name,
    status: 'RUNNING',
    version: found.version,
    initialNodeCount: 3,
    selfLink: `https://container.googleapis.com/v1/${clusterPath(found)}/nodePools/${name}`,
    config: {
      machineType: 'e2-standard-4',
      diskSizeGb: 100,
      ...(metadata.value === '' ? {} : {workloadMetadataConfig: {mode: metadata.value}}),
    },
  } satisfies container_v1.Schema$NodePool;
}

/** The versions that a location offers: one, the default. */
export function serverConfigView() {
  const {version = ''} = usualSeed({project: '', location: '', name: ''});
  return {
    defaultClusterVersion: version,
    validMasterVersions: [version],
    validNodeVersions: [version],
    channels: [{channel: 'REGULAR', defaultVersion: version, validVersions: [version]}],
  } satisfies container_v1.Schema$ServerConfig;
}
