import {incidentKey} from '../../../functions/core/detection/finding.ts';
import {shop} from '../../support/cloud/harbor.ts';
import {upgradeEntry} from '../../support/entries.ts';
import {workload} from '../../support/inside.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import {stateOf} from '../judge/things.ts';
import type {Desk, Path, PressedVerb, Presser} from './path.ts';
import {isBoundAgain, minute, quay, unbind, unboundAt, withoutDay} from './signs.ts';

const kim = 'kim@harbor.example';
const lee = 'lee@harbor.example';

/** Buttons under messages, and whose clicks count. */
function clicking(people: readonly string[], votes = 1): Pick<Path, 'settings' | 'consent'> {
  return {
    consent: {people, votes},
    settings: {
      interact: {
        url: 'https://interact.harbor.example',
        clients: [],
        slack: {team: 'T0', signingSecrets: []},
      },
      people: [
        {email: kim, slack: 'U0KIM'},
        {email: lee, slack: 'U0LEE'},
      ],
      approvers: [{people, votes}],
    },
  };
}

function presses(after: number, who: Presser, verb: PressedVerb = 'approve') {
  return {
    after,
    happen(_cloud: BreakingCloud, desk: Desk) {
      desk.press(verb, who);
    },
  };
}

function pressesOnce(after: number, verb: PressedVerb, who: Presser = 'U0KIM') {
  return {
    after,
    happen(_cloud: BreakingCloud, desk: Desk) {
      desk.pressOnce(verb, who);
    },
  };
}

/** A repair that was made by itself, and that people may have taken back. */
function undoing(): Pick<Path, 'settings' | 'consent' | 'mode' | 'breaks' | 'closes'> {
  const {settings, consent} = clicking([kim]);
  return {
    ...{mode: 'auto', breaks: unbind, closes: true},
    ...(consent && {consent}),
    settings: {...settings, undo: true},
  };
}

const usual = {
  mode: 'approve',
  breaks: unbind,
  entries: [unboundAt(0)],
  healed: isBoundAgain,
  closes: true,
} as const;

/** Paths on which people answer with the buttons of a message. */
export const clickPaths: readonly Path[] = [
  {
    id: 'clicked',
    ...usual,
    ...clicking([kim]),
    events: [presses(2 * minute, 'U0KIM')],
    deliveries: withoutDay,
  },
  {
    id: 'clicked-by-two',
    ...usual,
    ...clicking([kim, lee], 2),
    // One says yes again and again, and is one person; then both at the same moment.
    events: [presses(2 * minute, 'U0KIM'), presses(6 * minute, 'U0LEE')],
    waits: 10 * minute,
    deliveries: ['once', 'concurrent', 'racing-sweep'],
  },
  {
    id: 'clicked-no',
    ...usual,
    ...clicking([kim]),
    events: [
      presses(2 * minute, 'U0KIM', 'decline'),
      // A yes that comes behind it changes nothing.
      presses(4 * minute, 'U0KIM'),
      {
        after: 9 * minute,
        happen(cloud) {
          cloud.rebind(shop.id);
        },
      },
    ],
    deliveries: ['once', 'twice'],
  },
  {
    id: 'clicked-by-anybody',
    ...usual,
    ...clicking([kim]),
    events: [
      presses(2 * minute, 'U0LEE'),
      presses(2 * minute, 'U0GUEST'),
      presses(9 * minute, 'U0KIM'),
    ],
    waits: 10 * minute,
    deliveries: ['once'],
  },
  // The same thing breaks again, with the same plan: a click that was recorded then says nothing now.
  {
    id: 'click-replayed',
    ...usual,
    ...clicking([kim]),
    entries: [unboundAt(0), unboundAt(30 * minute)],
    events: [
      ...[2, 5].map(after => ({
        after: after * minute,
        happen(_cloud: BreakingCloud, desk: Desk) {
          desk.pressOnce('approve', 'U0KIM');
        },
      })),
      {
        // What a fault has kept from everybody is over by then.
        after: 12 * minute,
        happen(cloud) {
          if (!isBoundAgain(cloud)) cloud.rebind(shop.id);
        },
      },
      {after: 30 * minute - 100, happen: unbind},
      ...[31, 32, 33, 35].map(after => ({
        after: after * minute,
        happen(_cloud: BreakingCloud, desk: Desk) {
          desk.pressAgain();
        },
      })),
      presses(40 * minute, 'U0KIM'),
    ],
    waits: 25 * minute,
    deliveries: ['once', 'concurrent'],
  },
  // By the time of the click another workload has failed as well: the plan that was shown is not the one that is due.
  {
    id: 'clicked-meanwhile',
    mode: 'approve',
    breaks(cloud) {
      cloud.failUpgrades('quay-1', [workload({kind: 'StatefulSet', name: 'db'})]);
    },
    ...clicking([kim]),
    entries: [{after: 0, entry: (at, insertId) => upgradeEntry({at, insertId})}],
    events: [
      {
        after: 2 * minute - 100,
        happen(cloud) {
          cloud.failUpgrades('quay-1', [
            workload({kind: 'StatefulSet', name: 'db'}),
            workload({kind: 'StatefulSet', name: 'queue'}),
          ]);
        },
      },
      presses(2 * minute, 'U0KIM'),
    ],
    healed: cloud => [...stateOf(cloud)].every(one => !one.broken),
    opens: [incidentKey({runbook: 'data-plane-upgrade-failed', target: quay})],
    closes: true,
    waits: 25 * minute,
    deliveries: ['once'],
  },
  // Taken back once on a yes. Log entries that come behind it have nothing made again.
  {
    id: 'undone',
    ...undoing(),
    entries: [unboundAt(0), unboundAt(25 * minute)],
    events: [
      pressesOnce(6 * minute, 'undo', 'U0GUEST'),
      pressesOnce(6 * minute, 'undo', 'U0LEE'),
      pressesOnce(7 * minute, 'undo'),
      // Whoever may not approve changes nothing.
      pressesOnce(9 * minute, 'approve', 'U0LEE'),
      pressesOnce(10 * minute, 'approve'),
    ],
    // A click may be lost, and then it is as it was.
    healed: () => true,
    waits: 30 * minute,
    deliveries: ['once', 'twice'],
  },
  // Taken back on a yes, and made again on another.
  {
    id: 'undone-and-made-again',
    ...undoing(),
    entries: [unboundAt(0)],
    events: [pressesOnce(6 * minute, 'undo'), presses(8 * minute, 'U0KIM')],
    healed: isBoundAgain,
    waits: 30 * minute,
    deliveries: ['once', 'concurrent'],
  },
  // Before anybody approves the undo, somebody else takes the role away: that is what counts then.
  {
    id: 'undo-overtaken',
    ...undoing(),
    entries: [unboundAt(0), unboundAt(12 * minute)],
    events: [
      pressesOnce(6 * minute, 'undo'),
      {after: 12 * minute - 100, happen: unbind},
      presses(16 * minute, 'U0KIM'),
    ],
    healed: isBoundAgain,
    quarrels: true,
    // What asks for a yes is looked at with the next sweep, and again with the one after where that got no answer.
    toldWithin: 4 * minute,
    waits: 30 * minute,
    deliveries: ['once', 'twice'],
  },
  // A no keeps the repair, and a yes that comes behind it changes nothing.
  {
    id: 'undo-declined',
    ...undoing(),
    entries: [unboundAt(0)],
    events: [
      pressesOnce(6 * minute, 'undo'),
      presses(8 * minute, 'U0KIM', 'decline'),
      presses(11 * minute, 'U0KIM'),
    ],
    healed: isBoundAgain,
    waits: 30 * minute,
    deliveries: ['once'],
  },
];
