import {eventEntry} from '../../entries/event.ts';
import {atCluster, logged, oneProject, prodCluster} from '../../shop.ts';

/**
 * A Deployment whose rollouts a person has stopped takes a restart and replaces no pod: none is planned, and a
 * person is asked to resume it.
 */
export const pausedDeployment = oneProject(
  'paused-deployment',
  'A workload that has to be restarted is paused, so that no restart would replace its pods.',
  {
    member: {
      inside: {
        namespaces: {
          shop: {
            workloads: {'Deployment/checkout': {replicas: 3, upgrade: 'failed', paused: true}},
          },
        },
      },
    },
    acts: logged(ms => [
      eventEntry(
        prodCluster,
        {kind: 'Pod', apiVersion: 'v1', namespace: 'shop', name: 'checkout-0'},
        {
          reason: 'DataPlaneUpgradeFailure',
          message: 'EvictionError: Cannot evict pod as it would violate the pod disruption budget.',
          component: 'pod-controller',
        },
        ms - 5000,
      ),
    ]),
    expected: {
      ends: {[`data-plane-upgrade-failed @ ${atCluster}`]: 'blocked cause.held-workloads'},
      changes: [],
    },
  },
);
