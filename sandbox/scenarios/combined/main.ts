import {gatewayEntry} from '../../entries/control-plane.ts';
import {foreignEntries} from '../../entries/foreign.ts';
import {webhookStorm} from '../../entries/webhook.ts';
import {meshAgent, meshRole} from '../../world/policy.ts';
import type {Scenario} from '../../scenario.ts';
import {
  atCluster,
  auditConfigs,
  chat,
  enabled,
  fleet,
  membership,
  meshBinding,
  place,
  prod,
  stage,
  usualBindings,
} from '../../shop.ts';

const cluster = place(prod.id, 'prod-eu-1', 'europe-west1', fleet.number);

/** What `npm start` plays: two problems, one after the other, among entries that are nobody's business. */
export const main: Scenario = {
  name: 'main',
  description:
    'Connect Gateway is off in the fleet project, pods cannot start; later a pipeline takes the role from the service agent in a cluster project.',
  config: {
    projects: [{...prod, fleet: fleet.id}, {...stage, fleet: fleet.id}, fleet],
    mode: 'auto',
    chat,
  },
  world: [
    {...prod, bindings: [...usualBindings(prod), meshBinding(fleet.number)], auditConfigs},
    {...stage, bindings: [...usualBindings(stage), meshBinding(fleet.number)], auditConfigs},
    {
      ...fleet,
      disabled: ['connectgateway.googleapis.com'],
      bindings: [...usualBindings(fleet), meshBinding(fleet.number)],
      memberships: [
        membership(prod.id, 'prod-eu-1', 'europe-west1'),
        membership(stage.id, 'stage-eu-1', 'europe-west1', 'TRAFFIC_DIRECTOR'),
      ],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      entries: ms => [
        gatewayEntry(cluster, ms - 20_000),
        ...webhookStorm(cluster, ['shop', 'payments', 'search'], 60, ms),
        ...foreignEntries(cluster, ms),
      ],
    },
    {
      afterSeconds: 90,
      change: {project: stage.id, unbind: [{role: meshRole, member: meshAgent(fleet.number)}]},
      entries: () => [],
    },
  ],
  expected: {
    ends: {
      'connect-gateway-disabled @ shop-fleet': 'resolved verified',
      [`webhook-call-failure @ ${atCluster}`]: 'suppressed symptom-of',
      'service-agent-unbound @ shop-stage': 'resolved verified',
    },
    changes: [enabled, 'POST cloudresourcemanager.googleapis.com setIamPolicy'],
  },
};
