import {fleet, gateway, shop} from '../../support/cloud/harbor.ts';
import {gatewayEntry, unboundEntry} from '../../support/entries.ts';
import {serviceKey} from '../../support/cloud/cloud.ts';
import {things} from '../world/changes.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import {isHealthy} from '../judge/things.ts';
import type {Path} from './path.ts';

const everything: Pick<Path, 'breaks' | 'entries' | 'deliveries'> = {
  breaks(cloud) {
    cloud.disable(fleet.id);
    cloud.unbind(shop.id);
  },
  entries: [
    {after: 0, entry: (at, insertId) => gatewayEntry({at, insertId})},
    {after: 1000, entry: (at, insertId) => unboundEntry({at, insertId})},
  ],
  deliveries: ['once', 'concurrent'],
};

function onlyGateway(cloud: BreakingCloud): boolean {
  const isOn = cloud.services.get(serviceKey(fleet.id, gateway)) === 'ENABLED';
  return isOn && !isHealthy(cloud.policy(shop.id));
}

function onlyBinding(cloud: BreakingCloud): boolean {
  const isOn = cloud.services.get(serviceKey(fleet.id, gateway)) === 'ENABLED';
  return !isOn && isHealthy(cloud.policy(shop.id));
}

const binding = things.policy(shop.id);
const api = things.service(fleet.id, gateway);

/** Paths whose configuration forbids one of two repairs: it is told, and never made. */
export const configuredPaths: readonly Path[] = [
  {
    ...everything,
    id: 'rule-observes',
    mode: 'auto',
    settings: {rules: [{project: shop.id, runbook: 'service-agent-unbound', mode: 'observe'}]},
    frozen: [binding],
    healed: onlyGateway,
  },
  // The more specific rule lets the runbook act, and a rule that excludes wins all the same.
  {
    ...everything,
    id: 'rule-excludes',
    mode: 'auto',
    settings: {
      rules: [
        {project: shop.id, runbook: 'service-agent-unbound', mode: 'auto'},
        {project: shop.id, mode: 'exclude'},
      ],
    },
    frozen: [binding],
    healed: onlyGateway,
  },
  {
    ...everything,
    id: 'rule-approves',
    mode: 'auto',
    settings: {rules: [{runbook: 'connect-gateway-disabled', mode: 'approve'}]},
    frozen: [api],
    healed: onlyBinding,
  },
  {
    ...everything,
    id: 'action-off',
    mode: 'auto',
    settings: {actions: ['enable-service']},
    frozen: [binding],
    healed: onlyGateway,
  },
];
