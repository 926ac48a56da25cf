import {targetText, type Target} from '../../core/detection/target.ts';
import type {Turn} from '../../core/incident/listing.ts';
import type {State} from '../../core/incident/reason.ts';
import {html, type Html, nothing} from '../html.ts';
import {stateMark} from './marks.ts';
import {exports, select} from './parts.ts';
import {phrase} from './texts.ts';
import {age, span, type Tongue} from './tongue.ts';

/** An incident in one row. */
export interface Row {
  readonly id: string;
  readonly state: State;
  readonly title: string;
  readonly runbook: string;
  readonly target: Target;
  readonly why: string;
  /** How many log entries tell of it; 0: a poll found it. */
  readonly entries: number;
  /** Epoch ms, as `openedAt`. */
  readonly changedAt: number;
  readonly openedAt: number;
  readonly owner?: string;
}

/** What is listed, as a link holds it. */
export interface Asked {
  readonly show: Show;
  readonly runbook?: string;
  readonly project?: string;
  readonly since: Since;
}

/** Whose turn it is, or how it ended. */
export const shows = ['all', 'person', 'working', 'resolved', 'suppressed', 'no-action'] as const;
export type Show = (typeof shows)[number];

export const sinces = ['any', '24h', '7d', '30d'] as const;
export type Since = (typeof sinces)[number];

/** The incidents as one page shows them. */
export interface ListView {
  readonly asked: Asked;
  /** How many each choice of `show` would list. */
  readonly totals: Readonly<Record<Show, number>>;
  readonly groups: readonly {
    readonly turn: Turn;
    readonly total: number;
    readonly rows: readonly Row[];
  }[];
  /** The query of the page behind this one; absent: this is the last. */
  readonly older?: string;
  /** Whether it is a page behind the first. */
  readonly isBehind: boolean;
  readonly runbooks: readonly string[];
  readonly projects: readonly string[];
  readonly isPaused: boolean;
  /** When the fleet was polled last, epoch ms; absent: nobody knows. */
  readonly polledAt?: number;
}

/** The page of all incidents: what needs a person, what works by itself, what is over. */
export function listPage(tongue: Tongue, view: ListView): Html {
  const {say} = tongue;
  const {asked, groups, older, totals} = view;
  const rows = groups.flatMap(one => one.rows);
  const isFiltered =
    asked.show !== 'all' ||
    asked.runbook !== undefined ||
    asked.project !== undefined ||
    asked.since !== 'any';
  return html`<div class="head">
      <h1>${say(phrase('console.nav.incidents'))}</h1>
      <p class="sum" id="sum" data-part>
        <b>${say(phrase('console.waiting', {count: totals.person}))}</b>
        · ${say(phrase('console.sum.working', {count: totals.working}))}
        ${view.isPaused ? html`· <b class="wait">${say(phrase('console.sum.paused'))}</b>` : nothing}
        ${
          view.polledAt === undefined
            ? nothing
            : html`· ${say(phrase('console.sum.polled'))} ${age(tongue, view.polledAt)}`
        }
      </p>
      ${exports(tongue, {
        JSON: `/incidents.json${queryOf(asked)}`,
        CSV: `/incidents.csv${queryOf(asked)}`,
      })}
    </div>
    ${filters(tongue, view)}
    <p class="newer" id="newer" role="status" hidden>
      <a href="/incidents${queryOf(asked)}">${say(phrase('console.newer'))}</a>
    </p>
    <div id="rows" data-part data-rows>
      ${
        rows.length === 0
          ? empty(tongue, view, isFiltered)
          : html`<div
              class="scroll"
              role="region"
              tabindex="0"
              aria-label="${say(phrase('console.nav.incidents'))}"
            >
              <table class="list">
                <caption class="unseen">
                  ${say(phrase('console.list.caption'))}
                </caption>
                <thead>
                  <tr>
                    ${(['state', 'problem', 'why', 'entries', 'in-state', 'id'] as const).map(
                      one =>
                        html`<th scope="col" class="${numbers.includes(one) ? 'number' : ''}">
                          ${say(phrase(`console.list.${one}`))}
                        </th>`,
                    )}
                  </tr>
                </thead>
                ${groups
                  .filter(one => one.rows.length > 0)
                  .map(one => groupRows(tongue, one, asked))}
              </table>
            </div>`
      }
      <nav class="pages" aria-label="${say(phrase('console.pages'))}">
        ${
          view.isBehind
            ? html`<a href="/incidents${queryOf(asked)}">${say(phrase('console.newest'))}</a>`
            : nothing
        }
        ${
          older === undefined
            ? nothing
            : html`<a href="/incidents${older}" rel="next">${say(phrase('console.older'))}</a>`
        }
      </nav>
    </div>`;
}

const numbers: readonly string[] = ['entries', 'in-state'];

function groupRows(tongue: Tongue, group: ListView['groups'][number], asked: Asked): Html {
  const {say} = tongue;
  const {turn, total, rows} = group;
  const more = total - rows.length;
  return html`<tbody>
    <tr class="group">
      <th scope="rowgroup" colspan="6">
        <h2>${say(phrase(`console.turn.${turn}`))} <span class="count ${turn}">${total}</span></h2>
        <span class="quiet">${say(phrase(`console.turn.${turn}.how`))}</span>
        ${
          more > 0 && turn !== 'nobody'
            ? html`<a
                href="/incidents${queryOf({...asked, show: turn === 'person' ? 'person' : 'working'})}"
                >${say(phrase('console.turn.all', {count: total}))}</a
              >`
            : nothing
        }
      </th>
    </tr>
    ${rows.map(one => row(tongue, one))}
  </tbody>`;
}

function row(tongue: Tongue, one: Row): Html {
  const {say, now} = tongue;
  const opened =
    one.openedAt === one.changedAt
      ? nothing
      : html`<small
          >${say(phrase('console.opened-ago', {span: Math.max(0, now - one.openedAt)}))}</small
        >`;
  return html`<tr data-row>
    <td class="is">${stateMark(one.state)}</td>
    <td class="what">
      <a class="row" id="row-${one.id}" href="/incidents/${one.id}">${one.title}</a>
      <small>${targetText(one.target).replaceAll('/', ' / ')} · ${one.runbook}</small>
    </td>
    <td class="why">
      ${one.why}${one.owner === undefined ? nothing : html` <small>${say(phrase('console.owned', {by: one.owner}))}</small>`}
    </td>
    <td class="number" data-label="${say(phrase('console.list.entries'))}">
      ${one.entries === 0 ? html`<span class="quiet">${say(phrase('console.polled'))}</span>` : one.entries}
    </td>
    <td class="number age" data-label="${say(phrase('console.list.in-state'))}">
      ${span(tongue, now - one.changedAt)}${opened}
    </td>
    <td class="id"><code>${one.id}</code></td>
  </tr>`;
}

function empty(tongue: Tongue, {asked, polledAt}: ListView, isFiltered: boolean): Html {
  const {say} = tongue;
  return html`<div class="empty">
    <p><b>${say(phrase(isFiltered ? 'console.empty.filtered' : 'console.empty'))}</b></p>
    ${
      isFiltered
        ? html`<p>
            ${wordsOf(tongue, asked)} <a href="/incidents">${say(phrase('console.empty.drop'))}</a>
          </p>`
        : html`<p class="explains">
            ${
              polledAt === undefined
                ? say(phrase('console.empty.unpolled'))
                : html`${say(phrase('console.sum.polled'))} ${age(tongue, polledAt)}`
            }
          </p>`
    }
  </div>`;
}

/** The filter in words. */
function wordsOf({say}: Tongue, {show, runbook, project, since}: Asked): string {
  return [
    ...(show === 'all' ? [] : [say(phrase(`console.show.${show}`))]),
    ...(runbook === undefined ? [] : [runbook]),
    ...(project === undefined ? [] : [project]),
    ...(since === 'any' ? [] : [say(phrase(`console.since.${since}`))]),
  ].join(' · ');
}

function filters(tongue: Tongue, {asked, totals, runbooks, projects}: ListView): Html {
  const {say} = tongue;
  const any = (count: number) => ({value: '', label: say(phrase('console.any', {count}))});
  const named = (names: readonly string[]) => names.map(value => ({value, label: value}));
  return html`<div class="filters">
    <nav class="shows" id="shows" data-part aria-label="${say(phrase('console.list.state'))}">
      ${shows.map(
        one =>
          html`<a
            href="/incidents${queryOf({...asked, show: one})}"
            ${one === asked.show ? current : nothing}
            >${say(phrase(`console.show.${one}`))} <span>${totals[one]}</span></a
          >`,
      )}
    </nav>
    <form method="get" action="/incidents">
      <input type="hidden" name="show" value="${asked.show}" />
      ${select('runbook', say(phrase('console.runbook')), [any(runbooks.length), ...named(runbooks)], asked.runbook)}
      ${select('project', say(phrase('console.project')), [any(projects.length), ...named(projects)], asked.project)}
      ${select(
        'since',
        say(phrase('console.time')),
        sinces.map(value => ({value, label: say(phrase(`console.since.${value}`))})),
        asked.since,
      )}
      <button class="button" type="submit">${say(phrase('console.apply'))}</button>
    </form>
    ${findForm(tongue)}
  </div>`;
}

/** A way to an incident whose id somebody has. */
export function findForm({say}: Tongue): Html {
  return html`<form method="get" action="/find" role="search">
    <label class="field"
      ><span>${say(phrase('console.find'))}</span
      ><input
        id="find"
        name="id"
        type="search"
        required
        maxlength="40"
        placeholder="5f921eecf3-1"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <button class="button" type="submit">${say(phrase('console.open'))}</button>
  </form>`;
}

const current = html`aria-current="true"`;

/** What is asked for as a query; empty where all is. */
export function queryOf({show, runbook, project, since}: Asked, after?: string): string {
  const query = new URLSearchParams({
    ...(show === 'all' ? {} : {show}),
    ...(runbook === undefined ? {} : {runbook}),
    ...(project === undefined ? {} : {project}),
    ...(since === 'any' ? {} : {since}),
    ...(after === undefined ? {} : {after}),
  });
  return query.size === 0 ? '' : `?${query.toString()}`;
}
