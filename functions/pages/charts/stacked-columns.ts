import {html, type Html} from '../html.ts';
import {filled, type Look, patterns, swatch} from './look.ts';
import {niceTicks} from './ticks.ts';

/** One set of values, which each column has a part of. */
export interface Series {
  readonly name: string;
  readonly look: Look;
}

/** One column: its name in full, and a value for each series. */
export interface Column {
  readonly name: string;
  readonly values: readonly number[];
}

/** Stacked columns, drawn at any width. */
export interface StackedColumns {
  /** Tells this drawing's parts from those of others in the page. */
  readonly id: string;
  readonly title: string;
  readonly series: readonly Series[];
  readonly columns: readonly Column[];
  /** Which columns have a label below, and which one. */
  readonly labels: readonly {readonly column: number; readonly text: string}[];
  /** What unfolds the same numbers as a table, and the head of its first column. */
  readonly table: {readonly summary: string; readonly first: string};
}

const height = 150;
const top = 8;
const axis = 28;
/** Of a column's room so much is left between it and the next. */
const gap = 0.28;

/**
 * Draws stacked columns. Lengths across are per cents and those up are pixels, so that nothing is stretched or made
 * illegible on a phone. The numbers are there as a table too.
 */
export function stackedColumns(chart: StackedColumns): Html {
  const {id, title, series, columns, labels} = chart;
  const tallest = Math.max(0, ...columns.map(({values}) => values.reduce((a, b) => a + b, 0)));
  const ticks = niceTicks(tallest, 3);
  const most = ticks.at(-1) ?? 1;
  const y = (value: number): number => top + height - (value / most) * height;
  const step = 100 / Math.max(1, columns.length);
  return html`<figure class="chart">
    ${legend(chart)}
    <div class="columns" role="img" aria-label="${title}">
      <svg height="${top + height + axis}" aria-hidden="true">
        ${ticks.map(tick => html`<text x="100%" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`)}
      </svg>
      <svg height="${top + height + axis}" aria-hidden="true">
        ${patterns(
          id,
          series.map(one => one.look),
        )}
        ${ticks.map(tick => html`<line class="grid" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}" />`)}
        ${columns.map((column, at) => drawn(column, chart, {x: at * step, width: step, y}))}
        ${labels.map(({column, text}) => {
          const place = (column + 0.5) * step;
          const anchor = place < 12 ? 'start' : place > 88 ? 'end' : 'middle';
          const x = anchor === 'start' ? 0 : anchor === 'end' ? 100 : place;
          return html`<text x="${x}%" y="${top + height + 20}" text-anchor="${anchor}"
            >${text}</text
          >`;
        })}
      </svg>
    </div>
    ${asTable(chart)}
  </figure>`;
}

function drawn(
  {values, name}: Column,
  {id, series}: StackedColumns,
  {
    x,
    width,
    y,
  }: {readonly x: number; readonly width: number; readonly y: (value: number) => number},
): Html {
  let below = 0;
  const parts = series.flatMap(({look}, at) => {
    const value = values[at] ?? 0;
    if (value <= 0) return [];
    const from = y(below + value);
    const to = y(below) - (below > 0 ? 1 : 0);
    below += value;
    const left = rounded(x + (width * gap) / 2);
    return [
      html`<rect
        x="${left}%"
        width="${rounded(width * (1 - gap))}%"
        y="${rounded(from)}"
        height="${rounded(Math.max(1, to - from))}"
        ${filled(id, look)}
      />`,
    ];
  });
  const told = series
    .flatMap((one, at) => ((values[at] ?? 0) > 0 ? [`${one.name} ${values[at] ?? 0}`] : []))
    .join(', ');
  return parts.length === 0 ? html`` : html`<g><title>${name}: ${told}</title>${parts}</g>`;
}

function legend({id, series, columns}: StackedColumns): Html {
  const sum = (at: number): number =>
    columns.reduce((total, {values}) => total + (values[at] ?? 0), 0);
  return html`<ul class="legend">
    ${series.map(
      ({name, look}, at) =>
        html`<li>${swatch(id, look)}<span>${name}</span> <b>${sum(at)}</b></li>`,
    )}
  </ul>`;
}

/** Columns without anything are left out: they are the rest. */
function asTable({series, columns, table}: StackedColumns): Html {
  const some = columns.filter(({values}) => values.some(one => one > 0));
  if (some.length === 0) return html``;
  return html`<details>
    <summary>${table.summary}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${table.summary}">
      <table>
        <thead>
          <tr>
            <th scope="col">${table.first}</th>
            ${series.map(({name}) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${some.map(
            ({name, values}) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${series.map((_, at) => html`<td class="number">${values[at] ?? 0}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
