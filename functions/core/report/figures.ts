import type {ActionResult} from '../incident/plan.ts';
import {type Spread, spreadOf} from './durations.ts';
import {type Episode, type Outcome, outcomes, type StopKind} from './episode.ts';
import {measured, type Measure, measures} from './measures.ts';

/** What became of an action, as the report counts it: `planned` was never tried. */
export type DeedCount = ActionResult | 'planned' | 'unanswered';

/** What is told of a set of runs. */
export interface Figures {
  /** Problems that were seen: runs that were not opened for an undo. */
  readonly seen: number;
  readonly entries: number;
  /** How they ended; outcomes that did not happen are 0. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** What was done of each action, or would have been, by its id. */
  readonly actions: Readonly<Record<string, Readonly<Partial<Record<DeedCount, number>>>>>;
  /** Absent: never measured. */
  readonly times: Readonly<Partial<Record<Measure, Spread>>>;
  readonly asks: Readonly<Record<'yes' | 'no' | 'gone' | 'waits', number>>;
  /** How many runs each of these stopped. */
  readonly stops: Readonly<Partial<Record<StopKind, number>>>;
  /** How many runs a silence kept from people. */
  readonly silenced: number;
  /** How many runs met somebody who undoes the repairs. */
  readonly fights: number;
  /** How many runs had a change that was not verified. */
  readonly unverified: number;
}

/** Counts and measures runs; linear but for the sorting of durations. */
export function figuresOf(episodes: readonly Episode[]): Figures {
  const problems = episodes.filter(one => !one.undo);
  const durations = episodes.map(measured);
  const times = measures.flatMap(measure => {
    const spread = spreadOf(durations.flatMap(one => one[measure]));
    return spread === undefined ? [] : [[measure, spread] as const];
  });
  const asks = episodes.flatMap(one => one.asks);
  const ended = (end: (typeof asks)[number]['end']): number =>
    asks.filter(one => one.end === end).length;
  return {
    seen: problems.length,
    entries: episodes.reduce((sum, one) => sum + one.entries, 0),
    outcomes: counted(outcomes, episodes),
    actions: actionsOf(episodes),
    times: Object.fromEntries(times),
    asks: {yes: ended('yes'), no: ended('no'), gone: ended('gone'), waits: ended('waits')},
    stops: stopsOf(episodes),
    silenced: episodes.filter(one => one.silenced).length,
    fights: episodes.filter(one => one.fight !== undefined).length,
    unverified: episodes.filter(one => one.unverified.length > 0).length,
  };
}

function counted(
  names: readonly Outcome[],
  episodes: readonly Episode[],
): Readonly<Record<Outcome, number>> {
  const counts = Object.fromEntries(names.map(name => [name, 0])) as Record<Outcome, number>;
  for (const {outcome} of episodes) counts[outcome] += 1;
  return counts;
}

/** What was planned and never tried counts beside what was. */
function actionsOf(episodes: readonly Episode[]): Figures['actions'] {
  const all: Record<string, Partial<Record<DeedCount, number>>> = {};
  const count = (action: string, what: DeedCount): void => {
    const known = (all[action] ??= {});
    known[what] = (known[what] ?? 0) + 1;
  };
  for (const {deeds, planned} of episodes) {
    for (const {action, result} of deeds) count(action, result ?? 'unanswered');
    if (deeds.length === 0) for (const action of planned?.actions ?? []) count(action, 'planned');
  }
  return all;
}

function stopsOf(episodes: readonly Episode[]): Figures['stops'] {
  const all: Partial<Record<StopKind, number>> = {};
  for (const stop of episodes.flatMap(one => one.stops)) all[stop] = (all[stop] ?? 0) + 1;
  return all;
}
