import {fleet, shop} from '../../support/cloud/harbor.ts';
import {stalledEntry} from '../../support/entries.ts';
import type {Path} from './path.ts';
import {
  second,
  minute,
  keys,
  gatewayAt,
  unboundAt,
  webhookAt,
  off,
  unbind,
  isOn,
  isBoundAgain,
  withoutDay,
} from './signs.ts';

/** Paths on which something is broken, and repaired by itself or by the responder; the first are the main ones. */
export const repairs: readonly Path[] = [
  {
    id: 'gateway',
    mode: 'auto',
    breaks: off,
    entries: [gatewayAt(0), gatewayAt(2 * second)],
    healed: isOn,
  },
  {
    id: 'binding',
    mode: 'auto',
    breaks: unbind,
    entries: [unboundAt(0)],
    healed: isBoundAgain,
  },
  {
    id: 'webhook-gateway',
    mode: 'auto',
    breaks: off,
    entries: [webhookAt(0), gatewayAt(20 * second)],
    healed: isOn,
  },
  {
    id: 'webhook-binding',
    mode: 'auto',
    breaks: unbind,
    entries: [webhookAt(0), webhookAt(3 * second)],
    // The day later and the other order are those of the path before, whose cause is the dearer one.
    deliveries: ['once', 'twice', 'concurrent', 'racing-sweep'],
    healed: isBoundAgain,
  },
  {
    id: 'stalled',
    mode: 'auto',
    breaks(cloud) {
      cloud.fleetSays({controlPlane: 'FAILED_PRECONDITION'});
    },
    entries: [
      {
        after: 0,
        entry: (at, insertId) => stalledEntry({at, insertId}),
        key: keys.stalled,
      },
    ],
    events: [
      {
        after: 6 * minute,
        happen(cloud) {
          cloud.fleetSays();
        },
      },
    ],
    deliveries: withoutDay,
    healed: () => true,
  },
  {
    id: 'sweep-only',
    mode: 'auto',
    breaks(cloud) {
      off(cloud);
      unbind(cloud);
    },
    entries: [gatewayAt(0), unboundAt(second)],
    healed: cloud => isOn(cloud) && isBoundAgain(cloud),
    onlySweep: true,
  },
  // Its cause is repaired, and the mesh stays stalled for a reason of its own.
  {
    id: 'outlives',
    mode: 'auto',
    deliveries: ['once'],
    breaks(cloud) {
      off(cloud);
      cloud.fleetSays({controlPlane: 'STALLED'});
    },
    entries: [gatewayAt(0), {after: second, entry: (at, insertId) => stalledEntry({at, insertId})}],
    healed: isOn,
    opens: [keys.stalled],
    // The mesh has some minutes to notice that its cause is over, and its sign is looked at each minute.
    toldWithin: 12 * minute,
    waits: 10 * minute,
  },
  {
    id: 'never-answers',
    mode: 'auto',
    breaks(cloud) {
      unbind(cloud);
      cloud.writesAnswer = false;
    },
    entries: [unboundAt(0)],
    healed: () => true,
  },
  {
    id: 'polled',
    mode: 'auto',
    // Two polls see it before it is believed, and the third round may post it.
    toldWithin: 4 * minute,
    breaks(cloud) {
      unbind(cloud);
      cloud.fleetSays({controlPlane: 'STALLED'});
    },
    entries: [],
    events: [
      {
        after: 7 * minute,
        happen(cloud) {
          cloud.fleetSays();
        },
      },
    ],
    healed: isBoundAgain,
    polls: true,
    deliveries: ['once'],
    opens: [keys.unbound],
  },
  {
    id: 'flicker',
    mode: 'auto',
    breaks: () => undefined,
    entries: [],
    // Somebody applies their Terraform: one poll sees it, the next one does not.
    events: [
      {after: 50 * second, happen: unbind},
      {
        after: 70 * second,
        happen(cloud) {
          cloud.rebind(shop.id);
        },
      },
    ],
    healed: isBoundAgain,
    polls: true,
    deliveries: ['once'],
    never: [keys.unbound],
  },
  {
    id: 'taken-back',
    mode: 'auto',
    breaks: unbind,
    entries: [unboundAt(0), unboundAt(30 * second)],
    // Before the repair is verified somebody undoes it, once.
    events: [{after: 29 * second, happen: unbind}],
    healed: isBoundAgain,
    quarrels: true,
  },
  // Somebody undoes a repair that was verified, and a person puts it right: nothing is repaired a second time.
  {
    id: 'undone',
    mode: 'auto',
    breaks: unbind,
    entries: [unboundAt(0), unboundAt(10 * minute)],
    events: [
      {after: 10 * minute - second, happen: unbind},
      {
        after: 16 * minute,
        happen(cloud) {
          cloud.rebind(shop.id);
        },
      },
    ],
    deliveries: ['once', 'twice'],
    healed: isBoundAgain,
    quarrels: true,
    closes: true,
  },
  {
    id: 'misnumbered',
    mode: 'auto',
    deliveries: withoutDay,
    breaks(cloud) {
      unbind(cloud);
      cloud.numbers.set(fleet.id, '100000000001');
    },
    entries: [unboundAt(0)],
    // Another fleet's agent would get access: nothing is bound.
    healed: cloud => !isBoundAgain(cloud),
  },
];
