import type {Mode, Settings} from '../../functions/core/config/settings.ts';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {incidentKey} from '../../functions/core/detection/finding.ts';
import {fleet, gateway, membership, shop} from '../support/cloud/harbor.ts';
import {gatewayEntry, stalledEntry, unboundEntry, webhookEntry} from '../support/entries.ts';
import {actionPaths} from './action-paths.ts';
import {configuredPaths} from './configured-paths.ts';
import {forgedPaths} from './forged-paths.ts';
import {serviceKey} from '../support/cloud/cloud.ts';
import type {BreakingCloud} from './cloud.ts';
import {isHealthy} from './judge/things.ts';

const second = 1000;
const minute = 60 * second;

/** How the entries of a path reach the responder. */
export const deliveries = [
  'once',
  /** Each a second time, 5 s later. */
  'twice',
  /** Three copies at the same moment, each to an instance of its own. */
  'concurrent',
  'reversed',
  /** Each again a day later. */
  'day-later',
  /** A sweep beside each delivery. */
  'racing-sweep',
] as const;

/** One of the delivery patterns. */
export type Delivery = (typeof deliveries)[number];

/** The patterns that a path is played with: a single entry is the same in any order. */
export function deliveriesOf({entries, deliveries: own = deliveries}: Path): readonly Delivery[] {
  return entries.length > 1 ? own : own.filter(one => one !== 'reversed');
}

/** One entry that a sink publishes. */
export interface Published {
  /** Milliseconds after the beginning. */
  readonly after: number;
  readonly entry: (at: number, insertId: string) => unknown;
  /** The key of the incident that must exist in the end; absent: it opens none. */
  readonly key?: string;
  /** True where somebody made it up: it is no sign of anything. */
  readonly forged?: boolean;
  /** True for a body that must be in quarantine in the end. */
  readonly junk?: boolean;
}

/** What a person may do at the command. */
export interface Desk {
  /** Answers every plan that waits, from now on each minute; an old hash is what nobody may use. */
  answer(said: 'approved' | 'declined', hash?: 'old'): void;
  pause(): void;
  unpause(): void;
}

/** One way through the responder: what breaks, what is said of it, and how it must end. */
export interface Path {
  readonly id: string;
  readonly mode: Mode;
  readonly breaks: (cloud: BreakingCloud) => void;
  readonly entries: readonly Published[];
  /** What other people do meanwhile. */
  readonly events?: readonly {
    readonly after: number;
    readonly happen: (cloud: BreakingCloud, desk: Desk) => void;
  }[];
  /** Marks that are in the store from the beginning. */
  readonly marks?: Readonly<Record<string, JsonObject>>;
  /** What its configuration says besides the mode. */
  readonly settings?: Pick<Settings, 'rules' | 'budgets' | 'actions'>;
  /** Things that its configuration lets nobody change; see `things`. */
  readonly frozen?: readonly string[];
  /** Whether the world is as it must be in the end, unless a change was refused for good. */
  readonly healed: (cloud: BreakingCloud) => boolean;
  /** Keys of incidents that must exist although no entry named them. */
  readonly opens?: readonly string[];
  /** Keys of incidents that must never exist. */
  readonly never?: readonly string[];
  /** True where nobody hands over: the sweep alone finds what is to be done. */
  readonly onlySweep?: boolean;
  /**
   * True where somebody undoes the repair: where a fault lets it look verified by then, the next one
   * is held back.
   */
  readonly quarrels?: boolean;
  /** True where what a refused read hides stays as it is, until a poll sees it. */
  readonly unseenStays?: boolean;
  /** True where no log says anything: each minute's poll finds it. */
  readonly polls?: boolean;
  /**
   * How soon a problem is told after its first sign, where two minutes do not do: those are for one
   * diagnosis, one post, and a sweep that picks up what nobody handed over.
   */
  readonly toldWithin?: number;
  /** For so long no call to chat is answered, ms. */
  readonly chatDown?: number;
  /** True where the responder's own log lines come back to it as entries. */
  readonly echoes?: boolean;
  /** True where each single fault would take as long as all other paths: it is played by chance only. */
  readonly heavy?: boolean;
  /** How its entries are delivered; all patterns when absent. */
  readonly deliveries?: readonly Delivery[];
  /** How much longer than usual it may be open: a budget is waited for. Milliseconds. */
  readonly waits?: number;
  /** True where an incident that waits for a person is closed by what the person does. */
  readonly closes?: boolean;
}

const quay = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
const keys = {
  gateway: incidentKey({runbook: 'connect-gateway-disabled', target: {project: fleet.id}}),
  unbound: incidentKey({runbook: 'service-agent-unbound', target: {project: shop.id}}),
  stalled: incidentKey({runbook: 'provisioning-stalled', target: quay}),
};

const gatewayAt = (after: number): Published => ({
  after,
  entry: (at, insertId) => gatewayEntry({at, insertId}),
  key: keys.gateway,
});
const unboundAt = (after: number): Published => ({
  after,
  entry: (at, insertId) => unboundEntry({at, insertId}),
  key: keys.unbound,
});
const webhookAt = (after: number, cluster = quay.cluster): Published => ({
  after,
  entry: (at, insertId) => webhookEntry({at, insertId, cluster}),
});

const off = (cloud: BreakingCloud): void => {
  cloud.disable(fleet.id);
};
const unbind = (cloud: BreakingCloud): void => {
  cloud.unbind(shop.id);
};
const isOn = (cloud: BreakingCloud): boolean =>
  cloud.services.get(serviceKey(fleet.id, gateway)) === 'ENABLED';
const isBoundAgain = (cloud: BreakingCloud): boolean => isHealthy(cloud.policy(shop.id));

/** A day of looks every 15 minutes tells nothing new, and takes as long as all the rest. */
const withoutDay = deliveries.filter(one => one !== 'day-later');

/** How many of the first paths are the main ones, whose pairs of faults are played too. */
export const mainPaths = 3;

/** Every path. */
export const paths: readonly Path[] = [
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
    healed: () => true,
  },
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
  {
    id: 'observe',
    mode: 'observe',
    deliveries: withoutDay,
    breaks: off,
    entries: [gatewayAt(0)],
    healed: () => true,
  },
  // Its cause is repaired, and the mesh stays stalled for a reason of its own.
  {
    id: 'outlives',
    mode: 'auto',
    deliveries: ['once', 'twice'],
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
  // What cannot be understood of a mark stops each change: nobody knows what it said.
  ...['pause', `repairs/${fleet.id}`, `breaker/${fleet.id}/enable-service`].map((mark): Path => ({
    id: `damaged-${mark.split('/')[0] ?? ''}`,
    mode: 'auto',
    deliveries: ['once', 'twice'],
    breaks: off,
    entries: [gatewayAt(0)],
    marks: {[mark]: {nonsense: true}},
    healed: cloud => !isOn(cloud),
  })),
  {
    id: 'junk',
    mode: 'auto',
    breaks: unbind,
    entries: [
      {after: 0, entry: () => 'no entry at all', junk: true},
      {after: 100, entry: () => null, junk: true},
      {
        after: 200,
        entry: (at, insertId) => gatewayEntry({at, insertId, number: '812345678901'}),
        forged: true,
      },
      {after: 300, entry: () => ({logName: 'projects/harbor-prod/logs/other'})},
      {
        after: 350,
        // Somebody writes into a log of their own that our project is broken.
        entry: (at, insertId) => ({
          ...gatewayEntry({at, insertId}),
          logName: 'projects/somebody-else/logs/istiod',
        }),
      },
      unboundAt(400),
    ],
    healed: isBoundAgain,
    never: [keys.gateway],
  },
  {
    id: 'false-alarm',
    mode: 'auto',
    breaks: () => undefined,
    entries: [gatewayAt(0), webhookAt(50)],
    healed: cloud => cloud.broken.size === 0,
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
    id: 'budget',
    mode: 'auto',
    settings: {budgets: {repairsPerHour: 1, messagesPerMinute: 30}},
    waits: 125 * minute,
    breaks: unbind,
    entries: [unboundAt(0), unboundAt(46 * minute)],
    events: [
      {
        after: 45 * minute,
        happen(cloud) {
          cloud.unbind(shop.id);
        },
      },
    ],
    deliveries: ['once', 'twice', 'concurrent'],
    healed: isBoundAgain,
    closes: true,
  },
  {
    id: 'turns',
    mode: 'auto',
    // One message a minute for four places, and the edits of those before.
    toldWithin: 10 * minute,
    settings: {budgets: {repairsPerHour: 10, messagesPerMinute: 1}},
    waits: 10 * minute,
    breaks(cloud) {
      // Clusters that nobody knows would be told together.
      const memberships = [0, 1, 2, 3].map(n =>
        membership({
          name: `projects/${fleet.number}/locations/europe-west4/memberships/harbour-${n}`,
          membership: `harbour-${n}`,
        }),
      );
      cloud.mesh = {kind: 'enabled', memberships, unreachable: []};
    },
    entries: [0, 1, 2, 3].map(n => webhookAt(n * second, `harbour-${n}`)),
    deliveries: ['once', 'concurrent'],
    healed: () => true,
  },
  {
    id: 'chat-down',
    mode: 'auto',
    chatDown: 10 * minute,
    // The chat is back after ten minutes; tries grow further apart meanwhile.
    toldWithin: 25 * minute,
    waits: 15 * minute,
    breaks(cloud) {
      off(cloud);
      unbind(cloud);
    },
    entries: [gatewayAt(0), unboundAt(second)],
    healed: cloud => isOn(cloud) && isBoundAgain(cloud),
    deliveries: ['once', 'concurrent'],
  },
  {
    id: 'echo',
    mode: 'auto',
    echoes: true,
    breaks: unbind,
    entries: [webhookAt(0), unboundAt(2 * second)],
    healed: isBoundAgain,
    deliveries: ['once'],
  },
  ...forgedPaths,
  ...actionPaths,
  ...configuredPaths,
];
