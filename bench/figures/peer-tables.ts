import {table} from '../table.ts';
import type {PeerFigures, Run} from './benchmarks.ts';

/** What is shown where a run failed or was not asked for. */
const none = '–';

/** Every table of the peers' figures, in Markdown. */
export function peerTables(figures: PeerFigures): string {
  return [
    ratesTable(figures),
    burstsTable(figures),
    costTable(figures),
    latencyTable(figures),
    missingNote(figures),
  ]
    .filter(one => one !== '')
    .join('\n');
}

/** From event to first post at fixed rates. */
function ratesTable(figures: PeerFigures): string {
  const rates = distinct(figures.runs.map(one => one.perSecond));
  const head = rates.flatMap(rate => [`${rate}/s: p50 ms`, `p99 ms`, 'lost']);
  const rows = figures.programs.map(({id, name}) => [
    name,
    ...rates.flatMap(rate =>
      cells(
        atBase(figures, id, one => one.perSecond === rate),
        one => [one.p50Ms, one.p99Ms, String(one.lost)],
      ),
    ),
  ]);
  return rates.length === 0
    ? ''
    : table('From an event to its first post', ['program', ...head], rows);
}

/** Everything at once. */
function burstsTable(figures: PeerFigures): string {
  const bursts = burstsOf(figures);
  const head = bursts.flatMap(count => [`${count}: events/s`, 'last first post s', 'lost']);
  const rows = figures.programs.map(({id, name}) => [
    name,
    ...bursts.flatMap(count =>
      cells(
        atBase(figures, id, one => isBurst(one) && one.events === count),
        one => [eventsPerSecond(one), one.wholeMs / 1000, String(one.lost)],
      ),
    ),
  ]);
  return bursts.length === 0 ? '' : table('All at once', ['program', ...head], rows);
}

/** Start and memory, of the largest burst; and of the rates where there is none. */
function costTable(figures: PeerFigures): string {
  const loads = figures.runs.filter(one => one.googleMs === baseOf(figures));
  const rates = distinct(loads.map(one => one.perSecond));
  const bursts = burstsOf(figures);
  const head = [
    'start ms',
    ...rates.map(rate => `MiB at ${rate}/s`),
    ...bursts.map(count => `MiB, ${count} at once`),
    'requests to Google for each event',
    'replies',
  ];
  const rows = figures.programs.map(({id, name}) => {
    const own = loads.filter(one => one.program === id);
    const peak = (of: (one: Run) => boolean) => own.find(of)?.peakMib ?? none;
    const [first] = own;
    return [
      name,
      first?.startMs ?? none,
      ...rates.map(rate => peak(one => one.perSecond === rate)),
      ...bursts.map(count => peak(one => isBurst(one) && one.events === count)),
      first?.asksEach ?? none,
      first?.repliesEach ?? none,
    ];
  });
  return table('Start, memory and what it does meanwhile', ['program', ...head], rows);
}

/** What the latency of Google's answers does to those that ask. */
function latencyTable(figures: PeerFigures): string {
  const latencies = distinct(figures.runs.map(one => one.googleMs));
  if (latencies.length < 2) return '';
  const head = ['program', 'load', ...latencies.map(ms => `Google ${ms} ms: p50 / p99 ms`)];
  const asking = figures.programs.filter(({id}) =>
    figures.runs.some(one => one.program === id && one.googleMs !== baseOf(figures)),
  );
  const rows = asking.flatMap(({id, name}) =>
    loadsOf(figures).map(load => {
      const at = (ms: number): string => {
        const run = figures.runs.find(
          one => one.program === id && one.googleMs === ms && loadOf(one) === load,
        );
        return run === undefined ? none : `${shown(run.p50Ms)} / ${shown(run.p99Ms)}`;
      };
      return [name, load, ...latencies.map(at)];
    }),
  );
  return table('With slower answers of Google', head, rows);
}

function missingNote({missing}: PeerFigures): string {
  if (missing.length === 0) return '';
  const each = missing.map(({name, install}) => `${name} (\`${install}\`)`);
  return `Not measured, because not installed: ${each.join(', ')}.\n`;
}

/** Events that had their first post in a second, of a burst. */
export function eventsPerSecond({events, lost, wholeMs}: Run): number {
  return ((events - lost) * 1000) / wholeMs;
}

/** Whether all events of a run came at once. */
export function isBurst(run: Run): boolean {
  return run.perSecond === undefined;
}

/** The run of a program that fits, at the least latency of Google's that was measured. */
export function atBase(
  figures: PeerFigures,
  program: string,
  fits: (run: Run) => boolean,
): Run | undefined {
  const base = baseOf(figures);
  return figures.runs.find(one => one.program === program && one.googleMs === base && fits(one));
}

/** A number as pages show it. */
export function shown(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}

function baseOf({runs}: PeerFigures): number {
  return Math.min(...runs.map(one => one.googleMs));
}

function burstsOf({runs}: PeerFigures): readonly number[] {
  return distinct(runs.filter(isBurst).map(one => one.events));
}

function loadsOf({runs}: PeerFigures): readonly string[] {
  return [...new Set(runs.map(loadOf))];
}

function loadOf({events, perSecond}: Run): string {
  return perSecond === undefined ? `${events} at once` : `${perSecond}/s`;
}

function distinct(numbers: readonly (number | undefined)[]): readonly number[] {
  return [...new Set(numbers.filter(one => one !== undefined))].sort((a, b) => a - b);
}

function cells(
  run: Run | undefined,
  of: (run: Run) => readonly (string | number)[],
): readonly (string | number)[] {
  return run === undefined ? [none, none, none] : of(run);
}
