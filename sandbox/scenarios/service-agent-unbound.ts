import {meshAgent, meshRole} from '../world/policy.ts';
import type {Scenario} from '../scenario.ts';
import {auditConfigs, chat, fleet, membership, meshBinding, prod, usualBindings} from '../shop.ts';

/** A pipeline takes the mesh agent's role away in a cluster project; the fleet is another project. */
export const serviceAgentUnbound: Scenario = {
  name: 'service-agent-unbound',
  description:
    "A pipeline removed the mesh service agent's role in a cluster project of a shared fleet.",
  config: {projects: [{...prod, fleet: fleet.id}, fleet], mode: 'auto', chat},
  world: [
    {
      ...prod,
      bindings: [
        ...usualBindings(prod),
        meshBinding(fleet.number),
        {
          role: meshRole,
          members: [meshAgent(fleet.number)],
          condition: {
            title: 'trial of the mesh',
            expression: "request.time < timestamp('2026-01-01T00:00:00Z')",
          },
        },
      ],
      auditConfigs,
    },
    {
      ...fleet,
      bindings: [...usualBindings(fleet), meshBinding(fleet.number)],
      memberships: [membership(prod.id, 'prod-eu-1', 'europe-west1', 'TRAFFIC_DIRECTOR')],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      change: {project: prod.id, unbind: [{role: meshRole, member: meshAgent(fleet.number)}]},
      entries: () => [],
    },
  ],
  expected: {
    ends: {'service-agent-unbound @ shop-prod': 'resolved verified'},
    changes: ['POST cloudresourcemanager.googleapis.com setIamPolicy'],
  },
};
