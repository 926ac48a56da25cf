import type {Spread} from '../../core/report/durations.ts';
import {html, type Html} from '../html.ts';
import {durationAxis} from './ticks.ts';

/** How long several things took, by rows, each measure on the same logarithmic axis. */
export interface Ranges {
  /** Names what is in the rows, for those who hear the table. */
  readonly rows: string;
  readonly measures: readonly string[];
  readonly items: readonly {
    readonly name: string;
    /** One for each measure; undefined: never measured. */
    readonly spreads: readonly (Spread | undefined)[];
  }[];
  /** Says a duration, milliseconds. */
  readonly say: (milliseconds: number) => string;
  /** What stands where nothing was measured. */
  readonly none: string;
}

/** A table whose cells have a median with its 90th percentile, drawn and in words. */
export function ranges({rows, measures, items, say, none}: Ranges): Html {
  const all = items.flatMap(one => one.spreads.flatMap(spread => spread?.p90 ?? []));
  const axis = durationAxis(Math.max(0, ...all));
  const marks = axis.ticks.map(tick => axis.at(tick));
  return html`<div class="chart scroll" tabindex="0" role="region" aria-label="${rows}">
    <table class="ranges">
      <thead>
        <tr>
          <th scope="col"><span class="unseen">${rows}</span></th>
          ${measures.map(
            name =>
              html`<th scope="col">
                <h3>${name}</h3>
                <div class="range">
                  <svg aria-hidden="true">
                    ${axis.ticks.map((tick, at) => axisLabel(say(tick), marks[at] ?? 0, at))}
                  </svg>
                  <span></span>
                </div>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({name, spreads}) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${spreads.map((spread, at) => cell(spread, {axis, marks, say, none, measure: measures[at] ?? ''}))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Every other mark has its label: all of them have no room. */
function axisLabel(text: string, x: number, at: number): Html {
  if (at % 2 === 1) return html``;
  const anchor = x < 10 ? 'start' : x > 90 ? 'end' : 'middle';
  return html`<text x="${x}%" y="14" text-anchor="${anchor}">${text}</text>`;
}

function cell(
  spread: Spread | undefined,
  {
    axis,
    marks,
    say,
    none,
    measure,
  }: Pick<Ranges, 'say' | 'none'> & {
    readonly axis: ReturnType<typeof durationAxis>;
    readonly marks: readonly number[];
    readonly measure: string;
  },
): Html {
  const grid = marks.map(x => html`<line class="grid" x1="${x}%" x2="${x}%" y1="0" y2="20" />`);
  if (spread === undefined) {
    return html`<td data-measure="${measure}">
      <div class="range">
        <svg aria-hidden="true">${grid}</svg><span class="quiet">${none}</span>
      </div>
    </td>`;
  }
  const {median, p90} = spread;
  const from = axis.at(median);
  const to = axis.at(p90);
  return html`<td data-measure="${measure}">
    <div class="range">
      <svg aria-hidden="true">
        ${grid}
        <line class="stroke-accent" stroke-width="2" x1="${from}%" x2="${to}%" y1="10" y2="10" />
        <line class="stroke-accent" stroke-width="2" x1="${to}%" x2="${to}%" y1="5" y2="15" />
        <circle class="fill-accent" cx="${from}%" cy="10" r="4.5" />
      </svg>
      <span>${say(median)}<span class="quiet"> · ${say(p90)}</span></span>
    </div>
  </td>`;
}
