import {gatewayEntry} from '../entries/control-plane.ts';
import type {Scenario} from '../scenario.ts';
import {chat, enabled, membership, meshBinding, place, prod, usualBindings} from '../shop.ts';

const cluster = place(prod.id, 'prod-eu-1', 'europe-west1', prod.number);

/** The Connect Gateway API is off in a project that is its own fleet; the control plane says so three times. */
export const connectGatewayDisabled: Scenario = {
  name: 'connect-gateway-disabled',
  description: 'Connect Gateway was never enabled in the fleet project; the control plane logs it.',
  config: {projects: [prod], mode: 'auto', chat},
  world: [
    {
      ...prod,
      disabled: ['connectgateway.googleapis.com'],
      bindings: [...usualBindings(prod), meshBinding(prod.number)],
      memberships: [membership(prod.id, 'prod-eu-1', 'europe-west1')],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      entries: ms => [60, 30, 2].map(ago => gatewayEntry(cluster, ms - ago * 1000)),
    },
  ],
  expected: {
    ends: {'connect-gateway-disabled @ shop-prod': 'resolved verified'},
    changes: [enabled],
  },
};
