import {fleet, membership, shop} from '../../support/cloud/harbor.ts';
import {gatewayEntry} from '../../support/entries.ts';
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

/** Paths on which something holds the responder back, or is nothing to it. */
export const limits: readonly Path[] = [
  {
    id: 'observe',
    mode: 'observe',
    deliveries: withoutDay,
    breaks: off,
    entries: [gatewayAt(0)],
    healed: () => true,
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
    deliveries: ['once'],
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
    deliveries: ['once'],
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
];
