import {replicaSetName, templateHash} from '../../cluster/template.ts';
import {gatewayEntry} from '../../entries/control-plane.ts';
import {webhookEntry} from '../../entries/webhook.ts';
import {atCluster, enabled, logged, oneProject, patched, prodCluster} from '../../shop.ts';

const failed = {injection: 'failed'} as const;

function replicaSet(namespace: string, workload: string) {
  const one = {namespace, name: workload};
  const name = replicaSetName(one, {hash: templateHash(one)});
  return {kind: 'ReplicaSet', namespace, name} as const;
}

/**
 * The page's three steps are all needed: the API is off, the mesh was taken away meanwhile and nobody
 * manages it, and workloads have no pods since the injector failed.
 */
export const gatewayAftermath = oneProject(
  'gateway-aftermath',
  'Connect Gateway is off, the mesh is not managed any more, and workloads lost their pods.',
  {
    disabled: ['connectgateway.googleapis.com'],
    member: {
      management: 'MANAGEMENT_UNSPECIFIED',
      origin: 'FLEET',
      lapsed: true,
      inside: {
        namespaces: {
          shop: {workloads: {'Deployment/cart': failed, 'Deployment/prices': {}}},
          payments: {
            labels: {'istio.io/rev': 'asm-managed'},
            workloads: {'Deployment/ledger': {...failed, replicas: 3}, 'StatefulSet/book': failed},
          },
        },
      },
    },
    acts: logged(ms => [
      gatewayEntry(prodCluster, ms - 30_000),
      ...(
        [
          replicaSet('shop', 'cart'),
          replicaSet('payments', 'ledger'),
          {kind: 'StatefulSet', namespace: 'payments', name: 'book'},
        ] as const
      ).map((one, at) => webhookEntry(prodCluster, one, ms - 20_000 + at * 1000)),
    ]),
    expected: {
      ends: {
        'connect-gateway-disabled @ shop-prod': 'resolved verified',
        [`webhook-call-failure @ ${atCluster}`]: 'suppressed symptom-of',
      },
      asks: ['connect-gateway-disabled'],
      changes: [
        enabled,
        'PATCH gkehub.googleapis.com patch',
        patched('deployments'),
        patched('statefulsets'),
        patched('deployments'),
      ],
    },
  },
);
