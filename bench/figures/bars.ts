/** A plot of horizontal bars: for each group one bar of each series. */
export interface Bars {
  readonly title: string;
  /** Behind the title, e.g. `ms`. */
  readonly unit: string;
  /** Where the shortest bar would vanish beside the longest: powers of ten. */
  readonly scale: 'linear' | 'log';
  readonly series: readonly string[];
  readonly groups: readonly Group[];
}

/** The bars of one name, in the order of the series; NaN: not measured, no bar. */
export interface Group {
  readonly name: string;
  readonly values: readonly number[];
}

const width = 760;
const left = 230;
const right = 80;
const bar = 16;
const gap = 14;
const colours = ['#1a73e8', '#f29900', '#188038', '#a142f4'];
const ink = '#202124';
const pale = '#dadce0';

/** Draws bars as an SVG, with the value behind each one. */
export function drawBars(plot: Bars, shown: (value: number) => string): string {
  const {title, unit, scale, series, groups} = plot;
  const top = series.length > 1 ? 70 : 48;
  const tall = groups.length * (series.length * bar + gap);
  const height = top + tall + 34;
  const marks = ticks(plot);
  const x = scaled(scale, marks);
  const label = `${title}, ${unit}${scale === 'log' ? ' (logarithmic)' : ''}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="${ink}">`,
    `<title>${escaped(label)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(16, 28, label, 'font-size="16" font-weight="bold"'),
    ...legend(series),
    ...marks.flatMap(mark => [
      `<line x1="${x(mark)}" y1="${top - 6}" x2="${x(mark)}" y2="${top + tall}" stroke="${pale}"/>`,
      text(x(mark), top + tall + 18, shown(mark), 'text-anchor="middle" font-size="12"'),
    ]),
    ...groups.flatMap(({name, values}, index) => {
      const y = top + index * (series.length * bar + gap) + gap / 2;
      const middle = y + (series.length * bar) / 2 + 4;
      return [
        text(left - 10, middle, name, 'text-anchor="end"'),
        ...values.flatMap((value, at) =>
          Number.isFinite(value) ? barOf(x, y + at * bar, value, at, shown(value)) : [],
        ),
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

function barOf(x: (value: number) => number, y: number, value: number, at: number, said: string) {
  const end = x(value);
  const colour = colours[at % colours.length] ?? ink;
  const long = Math.max(end - left, 1);
  return [
    `<rect x="${left}" y="${y + 1}" width="${fixed(long)}" height="${bar - 2}" fill="${colour}"/>`,
    text(fixed(left + long + 6), y + bar - 4, said, 'font-size="12"'),
  ];
}

function legend(series: readonly string[]): readonly string[] {
  if (series.length < 2) return [];
  return series.flatMap((name, at) => [
    `<rect x="${left + at * 130}" y="40" width="12" height="12" fill="${colours[at % colours.length] ?? ink}"/>`,
    text(left + at * 130 + 18, 51, name),
  ]);
}

/** Where the axis is marked; the first mark is where bars begin, the last one where the longest may end. */
export function ticks({scale, groups}: Pick<Bars, 'scale' | 'groups'>): readonly number[] {
  const all = groups.flatMap(one => one.values).filter(one => Number.isFinite(one) && one > 0);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (all.length === 0) return [0, 1];
  if (scale === 'log') {
    const from = Math.floor(Math.log10(least) - 1e-9);
    const to = Math.max(Math.ceil(Math.log10(most)), from + 1);
    return Array.from({length: to - from + 1}, (_, index) => 10 ** (from + index));
  }
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find(one => one * power >= rough) ?? 10);
  return Array.from({length: Math.ceil(most / step) + 1}, (_, index) => index * step);
}

function scaled(scale: Bars['scale'], marks: readonly number[]): (value: number) => number {
  const [first = 0, last = 1] = [marks[0], marks.at(-1)];
  const place = (value: number): number => (scale === 'log' ? Math.log10(value) : value);
  const whole = place(last) - place(first);
  const room = width - left - right;
  return value => fixed(left + ((place(value) - place(first)) / whole) * room);
}

function text(x: number, y: number, said: string, more = ''): string {
  return `<text x="${x}" y="${y}"${more === '' ? '' : ` ${more}`}>${escaped(said)}</text>`;
}

/** A coordinate, to a tenth. */
export function fixed(value: number): number {
  return Number(value.toFixed(1));
}

/** Text as it may stand in an SVG. */
export function escaped(said: string): string {
  return said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
