import {setIamPolicyEntry} from '../../entries/audit.ts';
import {gatewayEntry} from '../../entries/control-plane.ts';
import {webhookStorm} from '../../entries/webhook.ts';
import {meshAgent, meshRole} from '../../world/policy.ts';
import type {Scenario} from '../../scenario.ts';
import {
  atCluster,
  chat,
  fleet,
  membership,
  meshBinding,
  place,
  prod,
  usualBindings,
} from '../../shop.ts';

const cluster = place(prod.id, 'prod-eu-1', 'europe-west1', fleet.number);

/** Every kind of hint, late or forged: the world is fine, so nothing may be changed. */
export const healthy: Scenario = {
  name: 'healthy',
  description: 'Log entries claim each of the problems, but the live state is healthy.',
  config: {projects: [{...prod, fleet: fleet.id}, fleet], mode: 'auto', chat},
  world: [
    {...prod, bindings: [...usualBindings(prod), meshBinding(fleet.number)]},
    {
      ...fleet,
      bindings: [...usualBindings(fleet), meshBinding(fleet.number)],
      memberships: [membership(prod.id, 'prod-eu-1', 'europe-west1')],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      entries: ms => [
        gatewayEntry(cluster, ms - 90_000),
        ...webhookStorm(cluster, ['shop'], 5, ms - 60_000),
        setIamPolicyEntry({
          project: prod.id,
          deltas: [{action: 'REMOVE', role: meshRole, member: meshAgent(fleet.number)}],
          principal: 'terraform@shop-ci.iam.gserviceaccount.com',
          serial: 0,
          now: ms - 30_000,
        }),
      ],
    },
  ],
  expected: {
    ends: {
      'service-agent-unbound @ shop-prod': 'no-action already-healthy',
      [`webhook-call-failure @ ${atCluster}`]: 'no-action already-healthy',
      'connect-gateway-disabled @ shop-fleet': 'no-action already-healthy',
    },
    changes: [],
  },
};
