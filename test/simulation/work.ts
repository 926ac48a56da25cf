import {listed} from './play/effects.ts';
import {type FaultKind, kindsAt} from './play/faults.ts';
import {type Broken, nameOf, pathOf, schedule, seconds} from './histories.ts';
import type {Delivery} from './paths/path.ts';
import {addProbes, type Probes} from './probes.ts';
import {type Play} from './play/play.ts';
import {simulate} from './simulation.ts';

/** A share of the work, small enough to hand to a worker. */
export type Share =
  /** Every fault at one effect of one path and delivery. */
  | {
      readonly kind: 'singles';
      readonly path: string;
      readonly delivery: Delivery;
      readonly index: number;
      readonly verb: string;
    }
  /** Every second fault behind a first one. */
  | {
      readonly kind: 'pairs';
      readonly path: string;
      readonly index: number;
      readonly fault: FaultKind;
    }
  | {readonly kind: 'schedules'; readonly from: number; readonly count: number};

/** What a share came to. */
export interface Done {
  readonly kind: Share['kind'];
  readonly histories: number;
  readonly violations: number;
  /** The first few findings: more of the same help nobody. */
  readonly broken: readonly Broken[];
  readonly probes: ReadonlyMap<string, number>;
}

const keptOfShare = 3;

/** Plays the histories of a share. */
export async function workOff(share: Share): Promise<Done> {
  const broken: Broken[] = [];
  const probes: Probes = new Map();
  let histories = 0;
  let violations = 0;
  for await (const {history, play} of playsOf(share)) {
    histories += 1;
    const found = await judged(play, probes);
    violations += found.length;
    if (found.length > 0 && broken.length < keptOfShare) broken.push({history, violations: found});
  }
  return {kind: share.kind, histories, violations, broken, probes};
}

interface Named {
  readonly history: string;
  readonly play: Play;
}

async function* playsOf(share: Share): AsyncGenerator<Named> {
  switch (share.kind) {
    case 'singles': {
      const path = pathOf(share.path);
      const {delivery, index, verb} = share;
      for (const kind of kindsAt(verb)) {
        const faults = new Map([[index, kind]]);
        const play = {path, delivery, faults: listed(faults)};
        yield {history: nameOf(path, delivery, faults), play};
      }
      return;
    }
    case 'pairs': {
      const path = pathOf(share.path);
      const delivery = 'once';
      const first = [share.index, share.fault] as const;
      const {effects} = await simulate({path, delivery, faults: listed(new Map([first]))});
      for (const faults of seconds(first, effects)) {
        const play = {path, delivery, faults: listed(faults)} as const;
        yield {history: nameOf(path, delivery, faults), play};
      }
      return;
    }
    case 'schedules':
      for (let seed = share.from; seed < share.from + share.count; seed += 1) {
        yield {history: `schedule/${seed}`, play: schedule(seed)};
      }
  }
}

/** A history that throws has broken more than a law. */
async function judged(play: Play, probes: Probes): Promise<readonly string[]> {
  try {
    const played = await simulate(play);
    addProbes(probes, played.probes);
    return played.violations;
  } catch (error) {
    return [`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
