import {attack} from './world/adversary.ts';
import {type FaultKind, faultKinds, type Faults, kindsAt} from './play/faults.ts';
import {type Effect, listed} from './play/effects.ts';
import {meddler} from './world/meddle.ts';
import {paths} from './paths.ts';
import {deliveries, type Delivery, type Path} from './paths/path.ts';
import {pick, seeded} from './play/random.ts';
import {type Play, type Played, skewMs} from './play/play.ts';
import {simulate} from './simulation.ts';

/**
 * The name of a history, from which it can be played again: `PATH/DELIVERY/INDEX:KIND,INDEX:KIND`,
 * or `schedule/SEED`.
 */
export type Name = string;

/** What became of one history that broke a law. */
export interface Broken {
  readonly history: Name;
  readonly violations: readonly string[];
}

/** Puts a history's name together. */
export function nameOf(path: Path, delivery: Delivery, faults: Faults): Name {
  const list = [...faults].map(([index, kind]) => `${index}:${kind}`).join(',');
  return `${path.id}/${delivery}/${list === '' ? '-' : list}`;
}

/**
 * Plays the history with this name.
 * @throws Error when there is none.
 */
export function playNamed(name: Name): Promise<Played> {
  const [first = '', second = '', third = ''] = name.split('/');
  if (first === 'schedule') return simulate(schedule(Number(second)));
  const delivery = deliveries.find(one => one === second);
  if (delivery === undefined) throw new Error(`no history is called ${name}`);
  return simulate({path: pathOf(first), delivery, faults: listed(faultsOf(third))});
}

/** The path with this id. @throws Error when there is none. */
export function pathOf(id: string): Path {
  const found = paths.find(one => one.id === id);
  if (found === undefined) throw new Error(`no path is called ${id}`);
  return found;
}

function faultsOf(list: string): Faults {
  if (list === '-') return new Map();
  return new Map(
    list.split(',').map(one => {
      const [index = '', word = ''] = one.split(':');
      const kind = faultKinds.find(known => known === word);
      if (kind === undefined) throw new Error(`no fault is called ${word}`);
      return [Number(index), kind];
    }),
  );
}

/** How many effects a path has without a fault, and how it ends. */
export function undisturbed(path: Path, delivery: Delivery): Promise<Played> {
  return simulate({path, delivery, faults: () => undefined});
}

/** Every second fault behind a first one; `effects` are those of the history with the first one. */
export function* seconds(
  first: readonly [number, FaultKind],
  effects: readonly Effect[],
): Generator<Faults> {
  for (const {index, verb} of effects.slice(first[0] + 1)) {
    for (const kind of kindsAt(verb)) yield new Map([first, [index, kind]]);
  }
}

/** A history that chance has made: faults, delays, clocks, and other people's edits of the policy. */
export function schedule(seed: number): Play {
  const random = seeded(seed);
  // A heavy path counts for little of the time.
  const path = pick(random, random() < 0.02 ? paths : paths.filter(one => one.heavy !== true));
  const delivery = pick(random, deliveries.slice(0, -2));
  const budget = {left: Math.floor(random() * 4)};
  const slow = random() < 0.5;
  const skewed = random() < 0.3;
  // A swarm: where some kinds are switched off, rare ones meet more often.
  const swarm = faultKinds.filter(() => random() < 0.5);
  const kinds = swarm.length === 0 || random() < 0.3 ? faultKinds : swarm;
  const attacked = path.heavy !== true && random() < 0.2;
  return {
    path,
    delivery,
    faults: () => {
      if (budget.left === 0 || random() > 0.06) return undefined;
      budget.left -= 1;
      return pick(random, kinds);
    },
    slow,
    latency: () => (slow && random() < 0.1 ? random() * 20_000 : 5 + random() * 300),
    ...(skewed && {skew: () => Math.round((random() - 0.5) * 2 * skewMs)}),
    ...(attacked && {attack: attack(random)}),
    ...meddler(random, path),
  };
}
