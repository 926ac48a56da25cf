import type {Breaker} from '../../core/guard/circuit-breaker.ts';
import type {Pause} from '../../core/guard/pause.ts';
import {endOfSilence, isInForce, scopeText, type Silence} from '../../core/guard/silence.ts';
import {html, type Html, nothing} from '../html.ts';
import {pauseForm} from './incident/decision.ts';
import type {ActsView, IncidentView} from './incident/view.ts';
import {verdict} from './marks.ts';
import {commandBlock} from './parts.ts';
import {phrase} from './texts.ts';
import {moment, type Tongue} from './tongue.ts';

/** What keeps mesh-responder from telling or changing anything. */
export interface StopsView {
  readonly pause?: Pause;
  /** Undefined: the mark cannot be understood, and nobody knows. */
  readonly silences: readonly Silence[] | undefined;
  readonly breakers: readonly Breaker[];
  /** Absent: this viewer only reads. */
  readonly acts?: Pick<ActsView, 'csrf' | 'spans'>;
  readonly readOnly?: string;
  readonly said?: IncidentView['said'];
}

/** The page of the pause, silences and breakers. */
export function stopsPage(tongue: Tongue, view: StopsView): Html {
  const {say} = tongue;
  return html`<div class="head"><h1>${say(phrase('console.nav.stops'))}</h1></div>
    ${
      view.said === undefined
        ? nothing
        : html`<p
            class="said ${view.said.isDone ? 'good' : 'bad'}"
            role="${view.said.isDone ? 'status' : 'alert'}"
          >
            ${verdict(view.said.isDone ? 'yes' : 'no', '')} ${view.said.text}
          </p>`
    }
    <div id="stops" data-part>${partsOf(tongue, view)}</div>`;
}

function partsOf(tongue: Tongue, view: StopsView): Html {
  const {say} = tongue;
  return html`<section>
      <h2>${say(phrase('console.guard.pause'))}</h2>
      ${pauseOf(tongue, view)}
    </section>
    <section>
      <h2>${say(phrase('console.silences'))}</h2>
      ${silencesOf(tongue, view.silences)}
    </section>
    <section>
      <h2>${say(phrase('console.breakers'))}</h2>
      ${breakersOf(tongue, view.breakers)}
    </section>`;
}

function pauseOf(tongue: Tongue, {pause, acts, readOnly}: StopsView): Html {
  const {say} = tongue;
  if (pause !== undefined) {
    return html`<p class="wait">
        <b>${say(phrase('console.paused-by', {by: pause.by, reason: pause.reason}))}</b>
      </p>
      <p class="explains">
        ${say(phrase('console.since'))} ${moment(tongue, pause.at)} ·
        ${
          pause.until === undefined
            ? say(phrase('console.pause.endless'))
            : html`${say(phrase('console.until'))} ${moment(tongue, pause.until)}`
        }
      </p>
      <p>${say(phrase('console.pause.end'))}</p>
      ${commandBlock(tongue, 'unpause', 'mesh-responder unpause')}`;
  }
  return html`<p>${verdict('yes', '')} ${say(phrase('console.pause.none'))}</p>
    ${
      acts === undefined
        ? html`<p class="quiet">${readOnly ?? ''}</p>`
        : html`<details>
            <summary class="button">${say(phrase('console.act.pause'))}…</summary>
            ${pauseForm(tongue, '/stops/pause', acts)}
          </details>`
    }`;
}

function silencesOf(tongue: Tongue, silences: StopsView['silences']): Html {
  const {say, now} = tongue;
  if (silences === undefined) {
    return html`<p class="bad">${say(phrase('console.silences.unreadable'))}</p>
      ${commandBlock(tongue, 'unreadable', 'mesh-responder silence end --all')}`;
  }
  const shown = silences.filter(one => endOfSilence(one) > now);
  if (shown.length === 0) return html`<p class="quiet">${say(phrase('console.silences.none'))}</p>`;
  return html`<div
      class="scroll"
      role="region"
      tabindex="0"
      aria-label="${say(phrase('console.silences'))}"
    >
      <table class="dense">
        <caption class="unseen">
          ${say(phrase('console.silences'))}
        </caption>
        <thead>
          <tr>
            <th scope="col">${say(phrase('console.silence.what'))}</th>
            <th scope="col">${say(phrase('console.silence.reason'))}</th>
            <th scope="col">${say(phrase('console.silence.by'))}</th>
            <th scope="col">${say(phrase('console.from'))}</th>
            <th scope="col">${say(phrase('console.until'))}</th>
            <th scope="col">id</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            one =>
              html`<tr>
                <th scope="row">
                  ${scopeText(one)}
                  ${isInForce(one, now) ? nothing : html`<small>${say(phrase('console.silence.later'))}</small>`}
                </th>
                <td data-label="${say(phrase('console.silence.reason'))}">${one.reason}</td>
                <td data-label="${say(phrase('console.silence.by'))}">${one.by}</td>
                <td data-label="${say(phrase('console.from'))}">${moment(tongue, one.from)}</td>
                <td data-label="${say(phrase('console.until'))}">${moment(tongue, one.until)}</td>
                <td data-label="id"><code>${one.id}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="explains">${say(phrase('console.silence.end'))}</p>
    ${commandBlock(tongue, 'unsilence', 'mesh-responder silence end ID')}`;
}

function breakersOf(tongue: Tongue, breakers: readonly Breaker[]): Html {
  const {say} = tongue;
  if (breakers.length === 0) {
    return html`<p class="quiet">${say(phrase('console.breakers.none'))}</p>`;
  }
  return html`<div
      class="scroll"
      role="region"
      tabindex="0"
      aria-label="${say(phrase('console.breakers'))}"
    >
      <table class="dense">
        <caption class="unseen">
          ${say(phrase('console.breakers'))}
        </caption>
        <thead>
          <tr>
            <th scope="col">${say(phrase('console.project'))}</th>
            <th scope="col">${say(phrase('console.breaker.action'))}</th>
            <th scope="col">${say(phrase('console.breaker.said'))}</th>
            <th scope="col">${say(phrase('console.until'))}</th>
            <th scope="col">${say(phrase('console.list.id'))}</th>
          </tr>
        </thead>
        <tbody>
          ${breakers.map(
            one =>
              html`<tr>
                <th scope="row">${one.project}</th>
                <td data-label="${say(phrase('console.breaker.action'))}">
                  <span class="mono">${one.action}</span>
                </td>
                <td data-label="${say(phrase('console.breaker.said'))}">${one.said}</td>
                <td data-label="${say(phrase('console.until'))}">
                  ${Number.isFinite(one.until) ? moment(tongue, one.until) : '–'}
                </td>
                <td data-label="${say(phrase('console.list.id'))}">
                  <a href="/incidents/${encodeURIComponent(one.incident)}">${one.incident}</a>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="explains">${say(phrase('console.breaker.reset'))}</p>
    ${commandBlock(tongue, 'breaker', 'mesh-responder breaker reset --project PROJECT --action ACTION')}`;
}
