import {type Row, shown, table} from '../lib/table.ts';
import type {PeerFigures, Run} from './benchmarks.ts';
import {
  atBase,
  baseOf,
  burstsOf,
  eventsPerSecond,
  isBurst,
  latenciesOf,
  loadOf,
  ratesOf,
} from './peer-runs.ts';

/** What is shown where a run failed or was not asked for. */
const none = '–';

/** Every table of the peers' figures, in Markdown. */
export function peerTables(figures: PeerFigures): string {
  return [
    titled('From an event to its first post', ratesTable(figures)),
    titled('All at once', burstsTable(figures)),
    titled('Start and memory', costTable(figures)),
    titled('With slower answers of Google', latencyTable(figures)),
    missingNote(figures),
  ].join('');
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `### ${title}\n\n${text}\n`;
}

/** From event to first post at fixed rates; empty where none was measured. */
export function ratesTable(figures: PeerFigures): string {
  const rates = ratesOf(figures);
  const head = rates.flatMap(rate => [`${rate}/s: p50 ms`, 'p99 ms', 'lost']);
  const rows = figures.programs.map(({id, name}) => [
    name,
    ...rates.flatMap(rate =>
      cells(
        atBase(figures, id, one => one.perSecond === rate),
        one => [one.p50Ms, one.p99Ms, one.lost],
      ),
    ),
  ]);
  return rates.length === 0 ? '' : table(undefined, ['program', ...head], rows);
}

/** Everything at once; empty where no burst was measured. */
export function burstsTable(figures: PeerFigures): string {
  const bursts = burstsOf(figures);
  const head = bursts.flatMap(count => [`${count} at once: a second`, 'last post after s', 'lost']);
  const rows = figures.programs.map(({id, name}) => [
    name,
    ...bursts.flatMap(count =>
      cells(
        atBase(figures, id, one => isBurst(one) && one.events === count),
        one => [eventsPerSecond(one), one.wholeMs / 1000, one.lost],
      ),
    ),
  ]);
  return bursts.length === 0 ? '' : table(undefined, ['program', ...head], rows);
}

/** Start, memory, and what goes out for each event. */
export function costTable(figures: PeerFigures): string {
  const loads = figures.runs
    .filter(one => one.googleMs === baseOf(figures))
    .filter((one, index, all) => all.findIndex(each => loadOf(each) === loadOf(one)) === index);
  const head = [
    'start to first post, ms',
    ...loads.map(one => `MiB, ${loadOf(one)}`),
    'requests to Google an event',
    'thread replies',
  ];
  const rows = figures.programs.map(({id, name}) => {
    const first = atBase(figures, id, () => true);
    const peak = (load: Run) => atBase(figures, id, one => loadOf(one) === loadOf(load))?.peakMib;
    return [
      name,
      first?.startMs ?? none,
      ...loads.map(load => peak(load) ?? none),
      first?.asksEach ?? none,
      first?.repliesEach ?? none,
    ];
  });
  return table(undefined, ['program', ...head], rows);
}

/** What the latency of Google's answers does to those that ask; empty where one latency was measured. */
export function latencyTable(figures: PeerFigures): string {
  const latencies = latenciesOf(figures);
  if (latencies.length < 2) return '';
  const head = ['program and load', ...latencies.map(ms => `Google ${ms} ms: p50 / p99 ms`)];
  const asking = figures.programs.filter(({id}) =>
    figures.runs.some(one => one.program === id && one.googleMs !== baseOf(figures)),
  );
  const loads = [...new Set(figures.runs.map(loadOf))];
  const rows = asking.flatMap(({id, name}) =>
    loads.map(load => {
      const at = (ms: number): string => {
        const run = figures.runs.find(
          one => one.program === id && one.googleMs === ms && loadOf(one) === load,
        );
        if (run === undefined) return none;
        const lost = run.lost === 0 ? '' : `, ${run.lost} lost`;
        return `${shown(run.p50Ms)} / ${shown(run.p99Ms)}${lost}`;
      };
      return [`${name}, ${load}`, ...latencies.map(at)];
    }),
  );
  return table(undefined, head, rows);
}

/** Who was not there to be measured; empty where all were. */
export function missingNote({missing}: PeerFigures): string {
  if (missing.length === 0) return '';
  const each = missing.map(({name, install}) => `${name} (\`${install}\`)`);
  return `Not measured, because not installed: ${each.join(', ')}.\n`;
}

function cells(run: Run | undefined, of: (run: Run) => Row): Row {
  return run === undefined ? [none, none, none] : of(run);
}
