import {fleet, shop} from '../../support/cloud/harbor.ts';
import {stalledEntry, unboundEntry} from '../../support/entries.ts';
import {forgeries} from '../world/adversary.ts';
import {isHealthy} from '../judge/things.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import type {Desk, Path, Published} from './path.ts';

const minute = 60_000;

function forged(kind: string, after: number, n: number): Published {
  return {after, forged: true, entry: at => forgeries[kind]?.(at, n)};
}

const stalls: NonNullable<Path['events']>[number] = {
  after: 3 * minute,
  happen(cloud) {
    cloud.fleetSays({controlPlane: 'STALLED'});
  },
};
const recovers: NonNullable<Path['events']>[number] = {
  after: 12 * minute,
  happen(cloud) {
    cloud.fleetSays();
  },
};
const stalled: Published = {
  after: 3 * minute + 1000,
  entry: (at, insertId) => stalledEntry({at, insertId}),
  key: `provisioning-stalled|${shop.id}|europe-west4|quay-1|||`,
};
const unbound: Published = {
  after: 4 * minute,
  entry: (at, insertId) => unboundEntry({at, insertId}),
  key: `service-agent-unbound|${shop.id}|||||`,
};

/** Paths on which somebody writes what is not true, and something else breaks for real. */
export const forgedPaths: readonly Path[] = [
  {
    id: 'forged-cause',
    mode: 'auto',
    breaks: () => undefined,
    entries: [forged('stalled-anywhere', 0, 1), stalled, unbound],
    events: [
      stalls,
      recovers,
      {
        after: 4 * minute - 1000,
        happen(cloud) {
          cloud.unbind(shop.id);
        },
      },
    ],
    healed: cloud => isHealthy(cloud.policy(shop.id)),
    deliveries: ['once', 'twice'],
  },
  {
    id: 'forged-gateway',
    mode: 'auto',
    breaks: () => undefined,
    entries: [...[0, 1, 2].map(n => forged('gateway-of-host', n * minute, n)), stalled],
    events: [stalls, recovers],
    healed: cloud => cloud.serviceState(fleet.id, 'connectgateway.googleapis.com') === 'ENABLED',
    deliveries: ['once', 'concurrent'],
  },
  {
    id: 'flood',
    mode: 'approve',
    heavy: true,
    breaks: () => undefined,
    entries: [...Array.from({length: 60}, (_, n) => forged('ghost-cluster', n * 100, n)), unbound],
    events: [
      {
        after: 4 * minute - 1000,
        happen(cloud) {
          cloud.unbind(shop.id);
        },
      },
      {
        after: 7 * minute,
        happen(_cloud, desk) {
          desk.answer('approved');
        },
      },
    ],
    healed: cloud => isHealthy(cloud.policy(shop.id)),
    closes: true,
    waits: 20 * minute,
    deliveries: ['once'],
  },
  {
    id: 'answer-forged',
    mode: 'approve',
    breaks(cloud) {
      cloud.unbind(shop.id);
    },
    entries: [{...unbound, after: 0}],
    events: [2, 3, 7].map(after => ({
      after: after * minute,
      happen(cloud, desk) {
        if (after === 7) cloud.rebind(shop.id);
        else desk.forge();
      },
    })),
    healed: cloud => isHealthy(cloud.policy(shop.id)),
    deliveries: ['once', 'concurrent'],
    closes: true,
  },
  {
    id: 'answer-used-again',
    mode: 'approve',
    breaks(cloud) {
      cloud.unbind(shop.id);
    },
    entries: [
      {...unbound, after: 0},
      {...unbound, after: 8 * minute},
    ],
    events: [
      {
        after: minute,
        happen(_cloud, desk) {
          desk.answerOnce('approved');
        },
      },
      {
        after: 8 * minute - 1000,
        happen(cloud) {
          cloud.unbind(shop.id);
        },
      },
      ...[9, 10].map(after => ({
        after: after * minute,
        happen(_cloud: BreakingCloud, desk: Desk) {
          desk.forge();
        },
      })),
      {
        after: 14 * minute,
        happen(cloud) {
          cloud.rebind(shop.id);
        },
      },
    ],
    healed: cloud => isHealthy(cloud.policy(shop.id)),
    deliveries: ['once', 'concurrent'],
    closes: true,
  },
];
