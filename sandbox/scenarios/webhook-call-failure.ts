import {gatewayEntry} from '../entries/control-plane.ts';
import {webhookStorm} from '../entries/webhook.ts';
import type {Scenario} from '../scenario.ts';
import {
  atCluster,
  chat,
  enabled,
  fleet,
  membership,
  meshBinding,
  place,
  prod,
  usualBindings,
} from '../shop.ts';

const cluster = place(prod.id, 'prod-eu-1', 'europe-west1', fleet.number);

/** A storm of failed webhook calls in a cluster whose fleet project has Connect Gateway off. */
export const webhookCallFailure: Scenario = {
  name: 'webhook-call-failure',
  description:
    'No pod can start in three namespaces: the injector cannot be called, because Connect Gateway is off.',
  config: {projects: [{...prod, fleet: fleet.id}, fleet], mode: 'auto', chat},
  world: [
    {...prod, bindings: [...usualBindings(prod), meshBinding(fleet.number)]},
    {
      ...fleet,
      disabled: ['connectgateway.googleapis.com'],
      bindings: [...usualBindings(fleet), meshBinding(fleet.number)],
      memberships: [membership(prod.id, 'prod-eu-1', 'europe-west1')],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      entries: ms => [
        ...webhookStorm(cluster, ['shop', 'payments', 'search'], 240, ms),
        gatewayEntry(cluster, ms - 45_000),
      ],
    },
  ],
  expected: {
    ends: {
      'connect-gateway-disabled @ shop-fleet': 'resolved verified',
      [`webhook-call-failure @ ${atCluster}`]: 'suppressed symptom-of',
    },
    changes: [enabled],
  },
};
