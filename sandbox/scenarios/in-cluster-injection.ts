import type {NamespaceSeed} from '../cluster/seed.ts';
import {inClusterInjector, injectionLabel} from '../cluster/usual.ts';
import {atCluster, oneProject, patched} from '../shop.ts';

const older = (workloads: NamespaceSeed['workloads'] = {}): NamespaceSeed => ({
  labels: {[injectionLabel]: 'enabled'},
  workloads,
});

/**
 * A migration that stopped half-way: the webhook of an istiod inside the cluster is still there, and two
 * namespaces have the older label, so their pods get its sidecar.
 */
export const inClusterInjection = oneProject(
  'in-cluster-injection',
  'Pods get the sidecar of an istiod inside the cluster, because namespaces kept the older label.',
  {
    member: {
      inside: {
        webhooks: {'mutating/istio-sidecar-injector': inClusterInjector()},
        namespaces: {
          'istio-system': {workloads: {'Deployment/istiod': {replicas: 1}}},
          orders: older({'Deployment/orders': {}, 'StatefulSet/queue': {}}),
          billing: older({'Deployment/invoices': {replicas: 1}}),
        },
      },
    },
    expected: {
      ends: {[`in-cluster-injection @ ${atCluster}`]: 'resolved verified'},
      asks: ['in-cluster-injection'],
      changes: [
        patched('namespaces'),
        patched('namespaces'),
        patched('deployments'),
        patched('deployments'),
        patched('statefulsets'),
      ],
    },
  },
);
