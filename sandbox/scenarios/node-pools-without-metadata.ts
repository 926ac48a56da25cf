import {oneProject} from './shop.ts';

/** The cluster has its workload pool and one of its node pools does not use it; only a person helps. */
export const nodePoolsWithoutMetadata = oneProject(
  'node-pools-without-metadata',
  'A node pool does not serve GKE’s metadata, so workload identity does not reach its pods.',
  {
    member: {
      implementation: 'TRAFFIC_DIRECTOR',
      inside: {nodePools: {batch: 'GCE_METADATA', spot: ''}},
    },
  },
);
