import {buildEntry} from '../../entries/build.ts';
import {atCluster, logged, oneProject, prod} from '../../shop.ts';

const healthCheck =
  'HealthCheckContainerError, message: Cloud Run error: Container failed to start.\n' +
  'Failed to start and then listen on the port defined by the PORT environment variable.';

const update = 'PUT container.googleapis.com update';

/** How long somebody's upgrade of the nodes keeps the cluster from any other change. */
const busyMinutes = 6;

/**
 * The cluster has no workload pool, and GKE is at work on it: until that is done it refuses the change, which
 * is made when it is free, without another approval.
 */
export const busyCluster = oneProject(
  'busy-cluster',
  'The cluster has no workload pool, and takes no change while its nodes are upgraded.',
  {
    member: {inside: {workloadPool: null, busySeconds: busyMinutes * 60}},
    acts: logged(ms => [buildEntry(prod.id, healthCheck, ms - 4000)]),
    expected: {
      ends: {
        'workload-identity-disabled @ shop-prod': 'suppressed symptom-of',
        [`workload-identity-disabled @ ${atCluster}`]: 'resolved verified',
        [`provisioning-stalled @ ${atCluster}`]: 'suppressed symptom-of',
      },
      asks: ['workload-identity-disabled'],
      approvedAfterMinutes: 2,
      // All but the last are refused; the cluster is asked again 60, 120 and 300 s after the first.
      changes: [update, update, update, update],
    },
  },
);
