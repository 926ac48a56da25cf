import {
  buildEntry,
  gatewayEntry,
  inClusterTail,
  noProvider,
  refusal,
  upgradeEntry,
  webhookEntry,
} from '../../support/entries.ts';
import {fleet, shop} from '../../support/cloud/harbor.ts';
import {workload} from '../../support/inside.ts';
import {incidentKey} from '../../../functions/core/detection/finding.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import type {Path, Published} from './path.ts';
import {stateOf} from '../judge/things.ts';

const minute = 60_000;
const quay = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};

/** A person says yes to whatever waits, from two minutes on. */
const approves: NonNullable<Path['events']>[number] = {
  after: 2 * minute,
  happen(_cloud, desk) {
    desk.answer('approved');
  },
};

function isWell(cloud: BreakingCloud): boolean {
  return [...stateOf(cloud)].every(one => !one.broken);
}

function said(entry: Published['entry']): Published {
  return {after: 0, entry};
}

/** So much longer than usual: it waits for a person, and each part of its plan is verified. */
const waits = 25 * minute;

/** Paths on which a person says yes to what no mode does alone: the five actions of a high risk. */
export const actionPaths: readonly Path[] = [
  {
    id: 'pool',
    mode: 'auto',
    breaks(cloud) {
      cloud.losePool('quay-1');
    },
    entries: [said((at, insertId) => buildEntry(refusal, {at, insertId}))],
    events: [approves],
    healed: isWell,
    opens: [incidentKey({runbook: 'workload-identity-disabled', target: quay})],
    closes: true,
    waits,
    deliveries: ['once', 'twice', 'concurrent', 'racing-sweep'],
  },
  {
    id: 'issuer',
    mode: 'auto',
    breaks(cloud) {
      cloud.loseIssuers();
    },
    entries: [said((at, insertId) => buildEntry(noProvider, {at, insertId}))],
    events: [approves],
    healed: isWell,
    opens: [incidentKey({runbook: 'identity-provider-missing', target: quay})],
    closes: true,
    waits,
    deliveries: ['once', 'concurrent', 'racing-sweep'],
  },
  {
    id: 'injection',
    mode: 'auto',
    breaks(cloud) {
      cloud.halfMigrate('quay-1');
    },
    entries: [said((at, insertId) => webhookEntry({at, insertId, tail: inClusterTail}))],
    events: [approves],
    healed: isWell,
    opens: [incidentKey({runbook: 'in-cluster-injection', target: quay})],
    closes: true,
    waits,
    deliveries: ['once'],
  },
  {
    id: 'upgrade',
    mode: 'approve',
    breaks(cloud) {
      cloud.failUpgrades('quay-1', [
        workload({kind: 'StatefulSet', name: 'db'}),
        workload({kind: 'StatefulSet', name: 'queue'}),
      ]);
    },
    entries: [said((at, insertId) => upgradeEntry({at, insertId}))],
    events: [approves],
    healed: isWell,
    opens: [incidentKey({runbook: 'data-plane-upgrade-failed', target: quay})],
    closes: true,
    waits,
    deliveries: ['once', 'twice', 'racing-sweep'],
  },
  // The gateway's API is back at once, and the mesh that it left behind is a person's to say yes to.
  {
    id: 'aftermath',
    mode: 'auto',
    breaks(cloud) {
      cloud.disable(fleet.id);
      cloud.loseManagement();
    },
    entries: [said((at, insertId) => gatewayEntry({at, insertId}))],
    events: [
      approves,
      // Who manages it brings it up, once it is managed: also where the yes came late.
      ...[4, 10].map(after => ({
        after: after * minute,
        happen(cloud: BreakingCloud) {
          cloud.comesUp();
        },
      })),
    ],
    healed: cloud => !cloud.isAbandoned(),
    unseenStays: true,
    closes: true,
    waits: waits + 10 * minute,
    deliveries: ['once', 'concurrent'],
  },
];
