import {escaped, fixed, ticks} from './bars.ts';

/** A plot of curves over a logarithmic axis: for each series its points, as x and y. */
export interface Curves {
  readonly title: string;
  /** What x is, e.g. `bytes of the entry`. */
  readonly across: string;
  /** What y is, e.g. `µs`. */
  readonly unit: string;
  readonly series: readonly Series[];
}

/** One curve. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [width, height] = [760, 400];
const [left, right, top, bottom] = [70, 30, 78, 52];
const colours = ['#1a73e8', '#f29900', '#188038', '#a142f4'];
const ink = '#202124';
const pale = '#dadce0';

/** Draws curves as an SVG, both axes logarithmic. Each has a mark of its own, for those who see no colours. */
export function drawCurves(
  {title, across, unit, series}: Curves,
  shown: (value: number) => string,
): string {
  const points = series.flatMap(one => one.points);
  const xs = axis(
    points.map(([x]) => x),
    left,
    width - right,
  );
  const ys = axis(
    points.map(([, y]) => y),
    height - bottom,
    top,
  );
  const label = `${title}, ${unit} (logarithmic)`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="${ink}">`,
    `<title>${escaped(label)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(16, 28, label, 'font-size="16" font-weight="bold"'),
    ...series.flatMap(({name}, at) => [
      mark(left + at * 170 + 6, 52, at),
      text(left + at * 170 + 18, 56, name),
    ]),
    ...xs.marks.flatMap(one => [
      line(xs.place(one), top, xs.place(one), height - bottom),
      text(xs.place(one), height - bottom + 18, shown(one), 'text-anchor="middle" font-size="12"'),
    ]),
    text((left + width - right) / 2, height - 12, across, 'text-anchor="middle" font-size="12"'),
    ...ys.marks.flatMap(one => [
      line(left, ys.place(one), width - right, ys.place(one)),
      text(left - 8, ys.place(one) + 4, shown(one), 'text-anchor="end" font-size="12"'),
    ]),
    ...series.flatMap((one, at) => [
      `<polyline fill="none" stroke="${colours[at % colours.length] ?? ink}" stroke-width="2" points="${one.points
        .map(([x, y]) => `${xs.place(x)},${ys.place(y)}`)
        .join(' ')}"/>`,
      ...one.points.map(([x, y]) => mark(xs.place(x), ys.place(y), at)),
    ]),
    '</svg>',
    '',
  ].join('\n');
}

/** A logarithmic axis from one place to another. */
function axis(values: readonly number[], from: number, to: number) {
  const all = ticks({scale: 'log', groups: [{name: '', values}]});
  const [first = 1, last = 10] = [all[0], all.at(-1)];
  const whole = Math.log10(last) - Math.log10(first);
  const place = (value: number): number =>
    fixed(from + ((Math.log10(value) - Math.log10(first)) / whole) * (to - from));
  return {marks: all, place};
}

/** A circle, a square, a diamond, and so on. */
function mark(x: number, y: number, at: number): string {
  const fill = `fill="${colours[at % colours.length] ?? ink}"`;
  if (at % 3 === 0) return `<circle cx="${x}" cy="${y}" r="4" ${fill}/>`;
  const turned = at % 3 === 2 ? ` transform="rotate(45 ${x} ${y})"` : '';
  return `<rect x="${fixed(x - 4)}" y="${fixed(y - 4)}" width="8" height="8"${turned} ${fill}/>`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${pale}"/>`;
}

function text(x: number, y: number, said: string, more = ''): string {
  return `<text x="${x}" y="${y}"${more === '' ? '' : ` ${more}`}>${escaped(said)}</text>`;
}
