import type {Figures} from '../../core/report/figures.ts';
import {type Measure, measures} from '../../core/report/measures.ts';
import type {Verdict} from '../../core/report/readiness.ts';
import type {Report} from '../../core/report/report.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {bars} from '../charts/bars.ts';
import {ranges} from '../charts/ranges.ts';
import {stackedColumns} from '../charts/stacked-columns.ts';
import {html, type Html, nothing} from '../html.ts';
import {page, type Say} from '../page.ts';
import {endings, periodsOf} from './endings.ts';
import {
  type Cell,
  type Column,
  cautionsOf,
  dayText,
  duration,
  linesOf,
  measureTexts,
  number,
  periodOf,
  type Section,
  type SectionId,
  sectionsOf,
  skipCounts,
} from './sections.ts';
import {reportStyle} from './report-style.ts';
import {phrase} from './texts.ts';
import {verdictMark} from './verdict-mark.ts';

/** A report as one page that needs no network and has no script; `now`: when it was made, epoch ms. */
export function reportPage(report: Report, say: Say, now: number): string {
  const title = `mesh-responder · ${say(phrase('report.title'))}`;
  const body = html`<main>
    <header>
      <h1>${say(phrase('report.title'))}</h1>
      <p class="explains">${say(periodOf(report))}</p>
    </header>
    ${reportBody(report, say)}
    <footer class="label">${say(phrase('report.made', {at: now}))}</footer>
  </main>`;
  return page({locale: say.locale, title, sheet: reportStyle, body});
}

/** All of a report behind its heading, for a page that has a frame of its own; it needs `reportStyle`. */
export function reportBody(report: Report, say: Say): Html {
  const sections = new Map(sectionsOf(report).map(one => [one.id, one]));
  const table = (id: SectionId): Html => tableOf(sections.get(id), say);
  return html`${cautionsOf(report).map(one => html`<p class="caution">${say(one)}</p>`)}
  ${
    report.incidents === 0
      ? skipsOf(report, sections.get('skips'), say)
      : html`${numbersOf(report, say)}
          <div class="two">
            ${daysOf(report, say)}${skipsOf(report, sections.get('skips'), say)}
          </div>
          ${timesOf(report, say)} ${readinessOf(report, sections.get('readiness'), say)}
          ${table('outcomes')}${table('actions')} ${table('fights')}
          <div class="two">${table('asked')}${table('answerers')}</div>
          ${table('held')}`
  }`;
}

/** Six numbers: what a reader takes away. */
function numbersOf({total}: Report, say: Say): Html {
  const timed = (measure: Measure): Html => {
    const spread = total.times[measure];
    const note =
      spread === undefined
        ? phrase('report.unmeasured')
        : phrase('report.spread-note', {count: spread.count, p90: spread.p90});
    const value = spread === undefined ? phrase('report.none') : duration(spread.median);
    return figure(measureTexts[measure].name, say(value), note, say);
  };
  const broken = brokenOf(total);
  const alone = total.outcomes.repaired;
  const share = broken === 0 ? phrase('report.none') : perCent(alone, broken);
  const back = total.outcomes['taken-back'];
  return html`<dl class="figures">
    ${timed('notice')}${timed('repair')}${timed('verify')}${timed('wait')}
    ${figure(phrase('report.alone'), say(share), phrase('report.alone-note', {count: alone, of: broken}), say)}
    ${figure(
      phrase('report.undone'),
      say(number(total.fights + back)),
      phrase('report.undone-note', {fights: total.fights, back}),
      say,
    )}
  </dl>`;
}

/** Problems that live state confirmed, whatever became of them. */
function brokenOf({outcomes}: Figures): number {
  const {repaired, approved, healed, waiting} = outcomes;
  return (
    repaired + approved + healed + waiting + outcomes['handed-over'] + outcomes['would-repair']
  );
}

function perCent(count: number, of: number): Phrase {
  return phrase('report.per-cent', {share: Math.round((100 * count) / of)});
}

function figure(name: Phrase, value: string, note: Phrase, say: Say): Html {
  return html`<div>
    <dt class="label">${say(name)}</dt>
    <dd><b>${value}</b><span class="label">${say(note)}</span></dd>
  </div>`;
}

function daysOf(report: Report, say: Say): Html {
  const {total} = report;
  const {isWeekly, columns} = periodsOf(report.days);
  const shown = endings.filter(one => one.outcomes.some(outcome => total.outcomes[outcome] > 0));
  const title = say(phrase(isWeekly ? 'report.weeks' : 'report.days'));
  const last = columns.length - 1;
  const labelled = [...new Set([0, Math.round(last / 3), Math.round((2 * last) / 3), last])];
  const {symptom, outside} = total.outcomes;
  const undo = total.outcomes['taken-back'] + total.outcomes['undo-kept'];
  return html`<section>
    <h2>${title}</h2>
    ${stackedColumns({
      id: 'days',
      title,
      series: shown.map(({name, look}) => ({name: say(name), look})),
      columns: columns.map(({at, outcomes}) => ({
        name: dayText(at),
        values: shown.map(one =>
          one.outcomes.reduce((sum, each) => sum + (outcomes[each] ?? 0), 0),
        ),
      })),
      labels: labelled.map(column => ({column, text: dayText(columns[column]?.at ?? 0)})),
      table: {
        summary: say(phrase('report.as-table')),
        first: say(phrase(isWeekly ? 'report.week' : 'report.day')),
      },
    })}
    ${
      symptom + outside + undo === 0
        ? nothing
        : html`<p class="explains">
            ${say(phrase('report.days-note', {symptoms: symptom, outside, undo}))}
          </p>`
    }
  </section>`;
}

function skipsOf(report: Report, section: Section | undefined, say: Say): Html {
  if (section === undefined) return nothing;
  return html`<section>
    ${headOf(section, say)}
    ${bars({
      rows: say(phrase('report.skip')),
      counts: say(phrase('report.count')),
      look: 'quiet',
      items: skipCounts(report).map(({why, count}) => ({name: say(why), count})),
      say: count => say(number(count)),
    })}
  </section>`;
}

/** What is drawn by runbook; of the whole there is only a number. */
const drawn = ['notice', 'repair', 'verify'] as const satisfies readonly Measure[];

function timesOf({runbooks}: Report, say: Say): Html {
  const some = runbooks.filter(({times}) => drawn.some(one => times[one] !== undefined));
  if (some.length === 0) return nothing;
  return html`<section>
    <h2>${say(phrase('report.times'))}</h2>
    <ul class="legend">
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <circle class="fill-accent" cx="6" cy="6" r="4.5" />
        </svg>
        ${say(phrase('report.times-legend'))}
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path class="stroke-accent" stroke-width="2" fill="none" d="M0 6h11M11 1v10" />
        </svg>
        ${say(phrase('report.times-legend-p90'))}
      </li>
    </ul>
    ${ranges({
      rows: say(phrase('report.runbook')),
      measures: drawn.map(one => say(measureTexts[one].name)),
      items: some.map(({runbook, times}) => ({
        name: runbook,
        spreads: drawn.map(one => times[one]),
      })),
      say: took => say(duration(took)),
      none: say(phrase('report.unmeasured')),
    })}
    <details>
      <summary>${say(phrase('report.measure-notes'))}</summary>
      <dl class="explains">
        ${measures.map(
          one =>
            html`<dt>${say(measureTexts[one].name)}</dt>
              <dd>${say(measureTexts[one].from)}</dd>`,
        )}
      </dl>
    </details>
  </section>`;
}

function readinessOf({readiness}: Report, section: Section | undefined, say: Say): Html {
  if (section === undefined) return nothing;
  const marks = readiness.map(one => one.verdict.kind);
  return tableOf(section, say, (cell, row, column) => {
    const kind = marks[row];
    return column === verdictColumn && kind !== undefined ? marked(kind, cell) : cell;
  });
}

const verdictColumn = 2;

function marked(kind: Verdict['kind'], cell: Html): Html {
  return html`<span class="verdict ${kind}">${verdictMark(kind)}${cell}</span>`;
}

function headOf({heading, notes}: Section, say: Say): Html {
  return html`<h2>${say(heading)}</h2>
    ${notes.map(one => html`<p class="explains">${say(one)}</p>`)}`;
}

/** A section as a table; on a phone each row becomes a block whose cells name their columns. */
function tableOf(
  section: Section | undefined,
  say: Say,
  dress: (cell: Html, row: number, column: number) => Html = cell => cell,
): Html {
  if (section === undefined) return nothing;
  const {columns, rows} = section;
  return html`<section>
    ${headOf(section, say)}
    <table
      class="facts ${columns.length < 5 && rows.every(row => row.every(isShort)) ? 'short' : ''}"
    >
      <thead>
        <tr>
          ${columns.map(
            ({head, isNumber}) =>
              html`<th scope="col" class="${isNumber === true ? 'number' : ''}">${say(head)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, at) =>
            html`<tr>
              ${row.map((cell, place) => {
                const shown = dress(cellOf(cell, say), at, place);
                const column = columns[place];
                const name = column === undefined ? '' : say(column.head);
                return place === 0
                  ? html`<th scope="row">${shown}</th>`
                  : html`<td data-column="${name}" class="${classOf(cell, column)}">${shown}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function classOf(cell: Cell, column: Column | undefined): string {
  if (column?.isNumber !== true) return '';
  return 'count' in cell && cell.count === 0 ? 'number zero' : 'number';
}

/** Few columns without text to be copied need no whole page. */
function isShort(cell: Cell): boolean {
  return !('several' in cell);
}

function cellOf(cell: Cell, say: Say): Html {
  if ('count' in cell && cell.count === 0) return html`<span class="quiet">0</span>`;
  const {said, code} = linesOf(cell);
  return html`<div>
    ${said.map(one => html`<div>${say(one)}</div>`)}
    ${code.map(line => html`<div><code>${line}</code></div>`)}
  </div>`;
}
