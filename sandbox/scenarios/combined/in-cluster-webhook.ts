import {inClusterInjector, injectionLabel} from '../../cluster/usual.ts';
import {webhookEntry} from '../../entries/webhook.ts';
import type {Scenario} from '../../scenario.ts';
import {
  atCluster,
  chat,
  membership,
  meshBinding,
  patched,
  place,
  prod,
  usualBindings,
} from '../../shop.ts';

const cluster = place(prod.id, 'prod-eu-1', 'europe-west1', prod.number);

const tail =
  'Post "https://istiod.istio-system.svc:443/inject?timeout=10s": service "istiod" not found';

/** A webhook of an in-cluster istiod that was taken away: nothing in Google Cloud is wrong. */
export const inClusterWebhook: Scenario = {
  name: 'in-cluster-webhook',
  description:
    'An in-cluster istiod was removed and its webhook stayed; Connect Gateway has nothing to do with it.',
  config: {projects: [prod], mode: 'auto', chat},
  world: [
    {
      ...prod,
      bindings: [...usualBindings(prod), meshBinding(prod.number)],
      memberships: [
        {
          ...membership(prod.id, 'prod-eu-1', 'europe-west1'),
          inside: {
            webhooks: {'mutating/istio-sidecar-injector': inClusterInjector(tail)},
            namespaces: {
              legacy: {
                labels: {[injectionLabel]: 'enabled'},
                workloads: {'Deployment/catalog': {injection: 'failed'}},
              },
            },
          },
        },
      ],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      entries: ms =>
        [40, 20, 5].map(ago =>
          webhookEntry(
            cluster,
            {
              kind: 'ReplicaSet',
              namespace: 'legacy',
              name: 'catalog-6f5d8c7b9',
              webhook: 'namespace.sidecar-injector.istio.io',
              tail,
            },
            ms - ago * 1000,
          ),
        ),
    },
  ],
  expected: {
    ends: {
      [`in-cluster-injection @ ${atCluster}`]: 'resolved verified',
      [`webhook-call-failure @ ${atCluster}`]: 'suppressed symptom-of',
    },
    asks: ['in-cluster-injection'],
    changes: [patched('namespaces')],
  },
};
