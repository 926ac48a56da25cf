import {fleet, shop} from '../../support/cloud/harbor.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import type {Desk, Path} from './path.ts';
import {
  second,
  minute,
  gatewayAt,
  unboundAt,
  off,
  unbind,
  isOn,
  isBoundAgain,
  withoutDay,
} from './signs.ts';

/** Paths on which a person says yes, says no, says nothing, or stops everything. */
export const answers: readonly Path[] = [
  {
    id: 'approval',
    mode: 'approve',
    breaks: unbind,
    entries: [unboundAt(0)],
    events: [
      {
        after: 5 * minute,
        happen(cloud) {
          cloud.rebind(shop.id);
        },
      },
    ],
    healed: isBoundAgain,
    closes: true,
  },
  // A person says yes while the responder looks at what waits: 15 minutes after it was parked, with the sweep.
  {
    id: 'answered-meanwhile',
    mode: 'approve',
    deliveries: ['once'],
    breaks: unbind,
    entries: [unboundAt(0)],
    // Whom a fault has kept from asking at that time, asks again.
    events: [16 * minute + 110, 26 * minute, 46 * minute].map(after => ({
      after,
      happen(_cloud: BreakingCloud, desk: Desk) {
        desk.answer('approved');
      },
    })),
    healed: isBoundAgain,
    waits: 70 * minute,
  },
  {
    id: 'approved',
    mode: 'approve',
    breaks: unbind,
    entries: [unboundAt(0)],
    events: [
      {
        after: 2 * minute,
        happen(_cloud, desk) {
          desk.answer('approved');
        },
      },
    ],
    healed: isBoundAgain,
    closes: true,
  },
  {
    id: 'approved-late',
    mode: 'approve',
    breaks: unbind,
    entries: [unboundAt(0)],
    events: [
      {
        after: minute,
        happen(_cloud, desk) {
          desk.answer('approved', 'old');
        },
      },
      {
        after: 10 * minute,
        happen(_cloud, desk) {
          desk.answer('approved');
        },
      },
    ],
    deliveries: withoutDay,
    healed: isBoundAgain,
    closes: true,
  },
  {
    id: 'declined',
    mode: 'approve',
    breaks: unbind,
    entries: [unboundAt(0)],
    events: [
      {
        after: 2 * minute,
        happen(_cloud, desk) {
          desk.answer('declined');
        },
      },
      {
        after: 9 * minute,
        happen(cloud) {
          cloud.rebind(shop.id);
        },
      },
    ],
    deliveries: withoutDay,
    healed: isBoundAgain,
    closes: true,
  },
  {
    id: 'paused',
    mode: 'auto',
    breaks(cloud) {
      off(cloud);
      unbind(cloud);
    },
    entries: [gatewayAt(0), unboundAt(second)],
    events: [
      {
        // In the middle of the first attempt, before the second.
        after: 320,
        happen(_cloud, desk) {
          desk.pause();
        },
      },
      {
        after: 6 * minute,
        happen(_cloud, desk) {
          desk.unpause();
        },
      },
    ],
    deliveries: withoutDay,
    healed: cloud => isOn(cloud) && isBoundAgain(cloud),
    closes: true,
  },
  {
    id: 'silenced',
    mode: 'auto',
    breaks(cloud) {
      off(cloud);
      unbind(cloud);
    },
    entries: [gatewayAt(0), unboundAt(second)],
    events: [
      {
        // In the middle of the first attempt, before the second, of which it is.
        after: 320,
        happen(_cloud, desk) {
          desk.silence(shop.id, 30 * minute);
        },
      },
      {
        after: 6 * minute,
        happen(_cloud, desk) {
          desk.endSilences();
        },
      },
    ],
    deliveries: withoutDay,
    healed: cloud => isOn(cloud) && isBoundAgain(cloud),
    closes: true,
  },
  {
    id: 'silence-runs-out',
    mode: 'auto',
    breaks(cloud) {
      off(cloud);
      unbind(cloud);
    },
    entries: [gatewayAt(second), unboundAt(2 * second)],
    events: [
      {
        after: 0,
        happen(_cloud, desk) {
          desk.silence(fleet.id, 10 * minute);
          desk.silence(shop.id, 10 * minute);
        },
      },
      {
        // Nobody is to hear of it any more.
        after: 5 * minute,
        happen(cloud) {
          cloud.enable(fleet.id);
        },
      },
      // Until then nothing has come to rest.
      {after: 10 * minute, happen: () => undefined},
    ],
    waits: 10 * minute,
    deliveries: withoutDay,
    healed: cloud => isOn(cloud) && isBoundAgain(cloud),
    closes: true,
  },
];
