import {atCluster, oneProject} from '../../shop.ts';

/** The cluster has its workload pool and two of its node pools do not use it; only a person helps. */
export const nodePoolsWithoutMetadata = oneProject(
  'node-pools-without-metadata',
  'Two node pools do not serve GKE’s metadata, so workload identity does not reach their pods.',
  {
    member: {
      implementation: 'TRAFFIC_DIRECTOR',
      inside: {nodePools: {batch: 'GCE_METADATA', spot: ''}},
    },
    expected: {
      ends: {
        [`workload-identity-disabled @ ${atCluster}`]: 'blocked cause.node-pools',
        [`provisioning-stalled @ ${atCluster}`]: 'suppressed symptom-of',
      },
      changes: [],
    },
  },
);
