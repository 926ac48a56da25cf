import {shown} from '../lib/table.ts';
import type {PeerFigures, Run} from './benchmarks.ts';
import {type Bars, drawBars} from './bars.ts';
import {
  atBase,
  burstsOf,
  eventsPerSecond,
  isBurst,
  latenciesOf,
  loadOf,
  ratesOf,
} from './peer-runs.ts';

/** A picture: its file's name and what it tells whoever cannot see it. */
export interface Plot {
  readonly file: string;
  readonly alt: string;
  readonly svg: string;
}

/** The pictures of the peers' figures. */
export function peerPlots(figures: PeerFigures): readonly Plot[] {
  const burst = burstsOf(figures)[0];
  const ofBurst = (one: Run) => isBurst(one) && one.events === burst;
  const both = (run: Run | undefined) => [run?.p50Ms ?? Number.NaN, run?.p99Ms ?? Number.NaN];
  const posts = ratesOf(figures).map(rate =>
    plot(`first-post-${rate}.svg`, {
      title: `From an event to its first post, ${rate} a second`,
      unit: 'ms',
      scale: 'log',
      series: ['p50', 'p99'],
      groups: groups(figures, id => both(atBase(figures, id, one => one.perSecond === rate))),
    }),
  );
  const bursts =
    burst === undefined
      ? []
      : [
          plot('at-once.svg', {
            title: `Events that are told in a second, of ${burst} at once`,
            unit: 'events/s',
            scale: 'log',
            series: ['events'],
            groups: groups(figures, id => {
              const run = atBase(figures, id, ofBurst);
              return [run === undefined ? Number.NaN : eventsPerSecond(run)];
            }),
          }),
          plot('memory.svg', {
            title: `The most memory, ${burst} at once`,
            unit: 'MiB',
            scale: 'linear',
            series: ['MiB'],
            groups: groups(figures, id => [atBase(figures, id, ofBurst)?.peakMib ?? Number.NaN]),
          }),
        ];
  return [...posts, ...bursts, ...latencyPlot(figures)];
}

/** How ours waits for Google, at the least rate. */
function latencyPlot(figures: PeerFigures): readonly Plot[] {
  const [latencies, rate] = [latenciesOf(figures), ratesOf(figures)[0]];
  if (latencies.length < 2 || rate === undefined) return [];
  const of = (googleMs: number) =>
    figures.runs.find(one => one.googleMs === googleMs && one.perSecond === rate);
  return [
    plot('latency.svg', {
      title: `mesh-responder, ${loadOf({events: 0, perSecond: rate})}, by what Google's answers take`,
      unit: 'ms',
      scale: 'linear',
      series: ['p50', 'p99'],
      groups: latencies.map(googleMs => {
        const run = of(googleMs);
        return {
          name: `${googleMs} ms`,
          values: [run?.p50Ms ?? Number.NaN, run?.p99Ms ?? Number.NaN],
        };
      }),
    }),
  ];
}

function groups({programs}: PeerFigures, of: (id: string) => readonly number[]): Bars['groups'] {
  return programs.map(({id, name}) => ({name, values: of(id)}));
}

/** A plot of bars, with its values in words. */
export function plot(file: string, bars: Bars): Plot {
  const each = bars.groups.map(({name, values}) => `${name} ${values.map(told).join(' and ')}`);
  return {
    file,
    alt: `${bars.title}, ${bars.unit}: ${each.join('; ')}.`,
    svg: drawBars(bars, shown),
  };
}

function told(value: number): string {
  return Number.isFinite(value) ? shown(value) : 'not measured';
}
