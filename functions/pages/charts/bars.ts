import {html, type Html} from '../html.ts';
import type {Look} from './look.ts';

/** Counts by name, the largest of which fills the room. */
export interface Bars {
  /** Names what is in the rows, for those who hear the table. */
  readonly rows: string;
  readonly counts: string;
  readonly look: Exclude<Look, `${string}-hatched`>;
  readonly items: readonly {
    readonly name: string;
    /** Below the name, smaller. */
    readonly note?: string;
    readonly count: number;
  }[];
  /** Says a number. */
  readonly say: (count: number) => string;
}

/** A table of names, bars and numbers. */
export function bars({rows, counts, look, items, say}: Bars): Html {
  const most = Math.max(1, ...items.map(one => one.count));
  return html`<table class="chart bars">
    <thead class="unseen">
      <tr>
        <th scope="col">${rows}</th>
        <th></th>
        <th scope="col">${counts}</th>
      </tr>
    </thead>
    <tbody>
      ${items.map(({name, note, count}) => {
        // The smallest can be seen too.
        const share = count === 0 ? 0 : Math.max(0.6, Math.round((count / most) * 10_000) / 100);
        return html`<tr>
          <th scope="row">
            ${name}${note === undefined ? '' : html`<div class="label">${note}</div>`}
          </th>
          <td>
            <svg height="10" aria-hidden="true">
              <rect class="fill-${look}" width="${share}%" height="10" />
            </svg>
          </td>
          <td class="number">${say(count)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
