import type {PeerFigures, Run} from './benchmarks.ts';

/** The run of a program that fits, at the least latency of Google's that was measured. */
export function atBase(
  figures: PeerFigures,
  program: string,
  fits: (run: Run) => boolean,
): Run | undefined {
  const base = baseOf(figures);
  return figures.runs.find(one => one.program === program && one.googleMs === base && fits(one));
}

/** The least latency of Google's that was measured. */
export function baseOf({runs}: PeerFigures): number {
  return Math.min(...runs.map(one => one.googleMs));
}

/** All latencies of Google's, the least first. */
export function latenciesOf({runs}: PeerFigures): readonly number[] {
  return distinct(runs.map(one => one.googleMs));
}

/** The rates that were measured, the least first. */
export function ratesOf({runs}: PeerFigures): readonly number[] {
  return distinct(runs.map(one => one.perSecond));
}

/** How many events came at once, the least first. */
export function burstsOf({runs}: PeerFigures): readonly number[] {
  return distinct(runs.filter(isBurst).map(one => one.events));
}

/** Whether all events of a run came at once. */
export function isBurst(run: Run): boolean {
  return run.perSecond === undefined;
}

/** Events that had their first post in a second, of a burst. */
export function eventsPerSecond({events, lost, wholeMs}: Run): number {
  return ((events - lost) * 1000) / wholeMs;
}

/** A load in words, e.g. `20/s` or `500 at once`. */
export function loadOf({events, perSecond}: Pick<Run, 'events' | 'perSecond'>): string {
  return perSecond === undefined ? `${events} at once` : `${perSecond}/s`;
}

function distinct(numbers: readonly (number | undefined)[]): readonly number[] {
  return [...new Set(numbers.filter(one => one !== undefined))].sort((a, b) => a - b);
}
