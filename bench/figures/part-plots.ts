import {shown} from '../lib/table.ts';
import type {Benchmarks} from './benchmarks.ts';
import {drawCurves, type Curves} from './curves.ts';
import {type Plot, plot} from './peer-plots.ts';

/** The pictures of the parts that there are. */
export function partPlots(figures: Partial<Benchmarks>): readonly Plot[] {
  return [
    ...startPlot(figures),
    ...recognisePlots(figures),
    ...floodPlot(figures),
    ...sweepPlot(figures),
    ...storePlot(figures),
    ...costPlot(figures),
  ];
}

function startPlot({start}: Partial<Benchmarks>): readonly Plot[] {
  if (start === undefined) return [];
  const groups = start.rows
    .filter(({name}) => !/sources|cache/.test(name))
    .map(({name, timesEmpty}) => ({name, values: [timesEmpty]}));
  return [
    plot('start.svg', {
      title: 'Process start to first answer',
      unit: '× an empty function',
      scale: 'linear',
      series: ['× empty'],
      groups,
    }),
  ];
}

function recognisePlots({recognise, crowd}: Partial<Benchmarks>): readonly Plot[] {
  const plots: Plot[] = [];
  if (recognise !== undefined) {
    const at = (where: string) => recognise.rows.filter(one => one.where === where);
    plots.push(
      curves('recognise.svg', {
        title: 'Recognising an entry, by its size',
        across: 'bytes of the entry',
        unit: 'µs',
        series: [
          {name: 'JSON.parse', points: at('fields').map(one => [one.bytes, one.parseUs])},
          {name: 'more fields', points: at('fields').map(one => [one.bytes, one.recogniseUs])},
          {name: 'more message', points: at('message').map(one => [one.bytes, one.recogniseUs])},
        ],
      }),
    );
  }
  if (crowd !== undefined) {
    plots.push(
      curves('runbooks.svg', {
        title: 'Recognising an entry of 2 kB, by the number of runbooks',
        across: 'runbooks',
        unit: 'µs',
        series: [
          {name: 'JSON.parse', points: crowd.rows.map(one => [one.runbooks, one.parseUs])},
          {name: 'recognising', points: crowd.rows.map(one => [one.runbooks, one.recogniseUs])},
        ],
      }),
    );
  }
  return plots;
}

function floodPlot({flood, unique}: Partial<Benchmarks>): readonly Plot[] {
  if (flood === undefined) return [];
  const of = (rows: typeof flood.rows, said: string) =>
    rows.map(({name, perSecond}) => ({name: `${name}${said}`, values: [perSecond]}));
  return [
    plot('storm.svg', {
      title: 'Requests of a storm',
      unit: 'a second',
      scale: 'linear',
      series: ['requests'],
      groups: [
        ...of(flood.rows.slice(0, 2), ', duplicates'),
        ...of(unique?.rows.slice(1, 2) ?? [], ', own problems'),
      ],
    }),
  ];
}

function sweepPlot({sweep}: Partial<Benchmarks>): readonly Plot[] {
  if (sweep === undefined) return [];
  const of = (what: 'memberships' | 'incidents') =>
    sweep.rows
      .filter(one => one.of === what && !one.what.startsWith('every'))
      .map(one => [one.count, one.seconds * 1000] as const);
  return [
    curves('sweep.svg', {
      title: 'A minute’s sweep, by what there is',
      across: 'memberships, or open incidents',
      unit: 'ms',
      series: [
        {name: 'memberships', points: of('memberships')},
        {name: 'open incidents', points: of('incidents')},
      ],
    }),
  ];
}

function storePlot({stores}: Partial<Benchmarks>): readonly Plot[] {
  if (stores === undefined) return [];
  return [
    plot('stores.svg', {
      title: 'A write of an incident, until it is safe',
      unit: 'ms',
      scale: 'log',
      series: ['p50', 'p99'],
      groups: stores.rows.map(({store, width, p50Ms, p99Ms}) => ({
        name: `${store}, ${width} at once`,
        values: [p50Ms, p99Ms],
      })),
    }),
  ];
}

function costPlot({cost}: Partial<Benchmarks>): readonly Plot[] {
  if (cost === undefined) return [];
  return [
    plot('cost.svg', {
      title: 'A month',
      unit: 'US dollars',
      scale: 'linear',
      series: ['with free tiers', 'without'],
      groups: cost.rows.map(({life, bill}) => ({
        name: life,
        values: [bill.whole, bill.withoutFreeTier],
      })),
    }),
  ];
}

function curves(file: string, {series, ...rest}: Curves): Plot {
  const each = series.map(({name, points}) => {
    const ends = [points[0], points.at(-1)].map(one =>
      one === undefined ? '' : `${shown(one[1])} at ${shown(one[0])}`,
    );
    return `${name} from ${ends.join(' to ')}`;
  });
  return {
    file,
    alt: `${rest.title}, ${rest.unit}: ${each.join('; ')}.`,
    svg: drawCurves({...rest, series}, shown),
  };
}
