import {address, html, type Html, nothing} from '../../html.ts';
import {decision} from './decision.ts';
import type {IncidentView, Line} from './view.ts';
import {stateMark, stateShape, verdict} from '../marks.ts';
import {commandBlock, copied, exports, facts} from '../parts.ts';
import {phrase} from '../texts.ts';
import {age, moment, span, type Tongue} from '../tongue.ts';

/** The page of one incident: what is wrong, where it stands, what is asked, then all that happened. */
export function incidentPage(tongue: Tongue, view: IncidentView): Html {
  const {say} = tongue;
  const isOver = view.turn === 'nobody';
  return html`<nav class="crumbs" aria-label="${say(phrase('console.crumbs'))}">
      <a id="up" href="/incidents">${say(phrase('console.nav.incidents'))}</a> /
      ${copied(tongue, 'incident-id', view.id)}
      ${exports(tongue, {JSON: `/incidents/${view.id}.json`, CSV: `/incidents/${view.id}.csv`})}
    </nav>
    <div id="head" data-part>
      <p class="pill">${stateMark(view.state)}</p>
      <h1 class="incident">${view.title}</h1>
      ${view.sentences.map(one => html`<p class="explains">${one}</p>`)} ${way(tongue, view)}
    </div>
    ${
      view.said === undefined
        ? nothing
        : html`<p
            class="said ${view.said.isDone ? 'good' : 'bad'}"
            role="${view.said.isDone ? 'status' : 'alert'}"
          >
            ${verdict(view.said.isDone ? 'yes' : 'no', say(phrase(view.said.isDone ? 'console.done' : 'console.refused')))}
            ${view.said.text}
          </p>`
    }
    <div class="beside">
      <div>
        ${isOver ? nothing : decision(tongue, view)} ${timeline(tongue, view)}
        ${isOver ? decision(tongue, view) : nothing}
      </div>
      <aside id="aside" data-part aria-label="${say(phrase('console.facts'))}">
        ${aside(tongue, view)}
      </aside>
    </div>`;
}

/** The states of its way, with how long each took. */
function way(tongue: Tongue, {way: steps}: IncidentView): Html {
  const {say} = tongue;
  return html`<ol class="way" aria-label="${say(phrase('console.way'))}">
    ${steps.map(({state, tookMs, isNow}) => {
      const when = tookMs === undefined ? say(phrase('console.way.to-come')) : span(tongue, tookMs);
      return html`<li
        class="${isNow ? 'now' : tookMs === undefined ? 'later' : 'past'}"
        ${isNow ? html`aria-current="step"` : nothing}
      >
        ${isNow ? stateMark(state) : html`<b>${state}</b>`} <small>${when}</small>
      </li>`;
    })}
  </ol>`;
}

function timeline(tongue: Tongue, view: IncidentView): Html {
  const {say, zone} = tongue;
  const [first] = view.timeline;
  return html`<section id="timeline" data-part aria-labelledby="timeline-title">
    <h2 id="timeline-title">
      ${say(phrase('console.timeline'))}
      <span class="label"
        >${say(phrase(view.turn === 'nobody' ? 'console.timeline.whole' : 'console.timeline.so-far'))}
        · ${zone}</span
      >
    </h2>
    <ol class="timeline">
      ${view.timeline.map((one, at) => lineOf(tongue, one, view.timeline[at - 1], first?.at ?? one.at, at))}
      ${
        view.next === undefined
          ? nothing
          : html`<li class="next">
              <div class="when"><b class="wait">${say(phrase('console.now'))}</b></div>
              <div class="what">
                ${stateShape(view.state)}
                <p>
                  ${view.next.text}
                  ${view.next.at === undefined ? nothing : moment(tongue, view.next.at)}
                </p>
              </div>
            </li>`
      }
    </ol>
  </section>`;
}

/** So long without a line is a gap that is shown, ms. */
const gapMs = 20_000;

function lineOf(
  tongue: Tongue,
  line: Line,
  before: Line | undefined,
  began: number,
  number: number,
): Html {
  const {say} = tongue;
  const passed = before === undefined ? 0 : line.at - before.at;
  const {entry} = line;
  return html`${
      passed < gapMs
        ? nothing
        : html`<li class="gap">
            <span>${say(phrase('console.gap', {span: passed}))}</span>
          </li>`
    }
    <li class="by-${line.voice}">
      <div class="when">
        ${moment(tongue, line.at)}
        ${line.at - began < 1000 ? nothing : html`<small>+${span(tongue, line.at - began)}</small>`}
      </div>
      <div class="what">
        ${
          line.state === undefined
            ? html`<svg class="mark dot" viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="8" cy="8" r="5" />
              </svg>`
            : stateShape(line.state)
        }
        <h3>${line.title}</h3>
        <span class="voice">${say(phrase(`console.voice.${line.voice}`))}</span>
        ${
          line.proof.length === 0
            ? nothing
            : html`<ul class="proof">
                ${line.proof.map(one => html`<li>${one}</li>`)}
              </ul>`
        }
        ${
          line.code === undefined
            ? nothing
            : line.voice === 'hint'
              ? html`<blockquote><code>${line.code}</code></blockquote>`
              : commandBlock(tongue, `line-${number}`, line.code)
        }
        ${
          entry === undefined
            ? nothing
            : html`<p class="label">
                ${entry.project === undefined ? nothing : html`${entry.project} · `}
                ${entry.insertId === undefined ? nothing : html`insertId <span class="mono">${entry.insertId}</span> · `}
                ${
                  entry.url === undefined
                    ? nothing
                    : html`<a href="${address(entry.url)}" rel="noreferrer"
                          >${say(phrase('console.in-logs'))}</a
                        >
                        · `
                }
                ${say(phrase('console.hint-only'))}
              </p>`
        }
      </div>
    </li>`;
}

function aside(tongue: Tongue, view: IncidentView): Html {
  const {say} = tongue;
  return html`<section>
      <h2>${say(phrase('console.facts'))}</h2>
      ${facts([
        ...view.facts,
        {
          label: say(phrase('console.runbook')),
          value: html`<a href="/runbooks#${view.runbook}">${view.runbook}</a>`,
        },
        {
          label: say(phrase('console.opened')),
          value: html`${age(tongue, view.openedAt)}
            <span class="quiet">${moment(tongue, view.openedAt)}</span>`,
        },
        ...(view.lookedAt === undefined
          ? []
          : [
              {
                label: say(phrase('console.looked')),
                value: html`${moment(tongue, view.lookedAt)}`,
              },
            ]),
        ...(view.nextLook === undefined
          ? []
          : [
              {
                label: say(phrase('console.next-look')),
                value: html`${age(tongue, view.nextLook)}
                  <span class="quiet">${moment(tongue, view.nextLook)}</span>`,
              },
            ]),
        {
          label: say(phrase('console.list.entries')),
          value: view.entries === 0 ? say(phrase('console.polled')) : String(view.entries),
        },
        ...(view.attempts === 0
          ? []
          : [{label: say(phrase('console.attempts')), value: String(view.attempts)}]),
      ])}
      <p class="links">
        ${view.links.map(
          ({label, url}) => html`<a href="${address(url)}" rel="noreferrer">${label}</a> `,
        )}
      </p>
    </section>
    ${
      view.guards.length === 0
        ? nothing
        : html`<section>
            <h2>${say(phrase('console.guards'))}</h2>
            <ul class="guards">
              ${view.guards.map(
                one =>
                  html`<li class="${one.holds ? 'holds' : ''}">
                    ${verdict(one.holds ? 'wait' : 'yes', say(phrase(one.holds ? 'console.guard.holds' : 'console.guard.lets')))}
                    <b>${say(phrase(`console.guard.${one.name}`))}</b> <span>${one.text}</span>
                  </li>`,
              )}
            </ul>
          </section>`
    }
    <section>
      <h2>${say(phrase('console.channels'))}</h2>
      ${
        view.channels.length === 0
          ? html`<p class="quiet">${say(phrase('console.channels.none'))}</p>`
          : html`<ul class="channels">
              ${view.channels.map(
                one =>
                  html`<li>
                    ${verdict(one.isCurrent ? 'yes' : 'wait', say(phrase(one.isCurrent ? 'console.channel.current' : 'console.channel.behind')))}
                    <b>${one.id}</b> <span>${one.text}</span>
                  </li>`,
              )}
            </ul>`
      }
    </section>
    ${
      view.related.length === 0
        ? nothing
        : html`<section>
            <h2>${say(phrase('console.related'))}</h2>
            <ul class="related">
              ${view.related.map(
                one =>
                  html`<li>
                    ${stateMark(one.state)} <a href="/incidents/${one.id}">${one.id}</a>
                    <span>${one.text}</span>
                  </li>`,
              )}
            </ul>
          </section>`
    }`;
}
