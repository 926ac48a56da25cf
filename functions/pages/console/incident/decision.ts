import {html, type Html, nothing} from '../../html.ts';
import type {ActsView, IncidentView, PlanView, Step} from './view.ts';
import {verdict} from '../marks.ts';
import {commandBlock, copied, select} from '../parts.ts';
import {phrase} from '../texts.ts';
import {moment, type Tongue} from '../tongue.ts';

/** What is asked of a person, with the plan that it is about, and what they may do. */
export function decision(tongue: Tongue, view: IncidentView): Html {
  const {say} = tongue;
  const {plan, acts, advice, readOnly} = view;
  const hasActs =
    acts !== undefined && (acts.acknowledge || acts.undo || acts.silence || acts.pause);
  if (plan === undefined && advice === undefined && !hasActs) {
    return html`<section id="decision" data-part data-plan="" class="none">
      ${readOnly === undefined ? nothing : html`<p class="quiet">${readOnly}</p>`}
    </section>`;
  }
  return html`<section
    id="decision"
    data-part
    data-plan="${plan?.waits === true ? plan.hash : ''}"
    class="decision ${plan?.waits === true ? 'asks' : ''}"
    aria-labelledby="decision-title"
  >
    <div class="title">
      <h2 id="decision-title">${say(phrase(titleOf(plan)))}</h2>
      ${plan === undefined ? nothing : copied(tongue, 'plan-hash', plan.hash)}
      ${plan === undefined ? nothing : html`<span class="why">${plan.why}</span>`}
    </div>
    ${
      advice === undefined
        ? nothing
        : html`<p>${advice.text}</p>
            ${advice.commands.map((one, at) => commandBlock(tongue, `advice-${at}`, one))}`
    }
    ${
      plan === undefined
        ? nothing
        : html`<ol class="plan">
            ${plan.steps.map((one, at) => stepOf(tongue, one, at))}
          </ol>`
    }
    ${plan?.waits === true ? plan.risks.map(one => html`<p class="risk">${one}</p>`) : nothing}
    <p class="said bad" data-stale hidden role="alert">
      ${say(phrase('console.plan.changed'))}
      <a href="/incidents/${view.id}">${say(phrase('console.plan.read'))}</a>
    </p>
    ${plan?.waits === true ? answering(tongue, view.id, plan, acts) : nothing}
    ${
      acts === undefined
        ? html`<p class="quiet">${readOnly ?? ''}</p>`
        : others(tongue, view.id, acts)
    }
    ${
      plan?.waits === true && plan.answers.length > 0
        ? html`<details>
            <summary>${say(phrase('console.terminal'))}</summary>
            ${plan.answers.map((one, at) => commandBlock(tongue, `answer-${at}`, one))}
          </details>`
        : nothing
    }
  </section>`;
}

function titleOf(plan: PlanView | undefined) {
  if (plan === undefined) return 'console.decision.act';
  return plan.waits ? 'console.decision.asks' : 'console.decision.plan';
}

function stepOf(tongue: Tongue, step: Step, number: number): Html {
  const {say} = tongue;
  return html`<li>
    <h3>${step.title}</h3>
    <span class="mono quiet">${step.action}</span>
    ${step.risk === 'high' ? html`<span class="tag">${say(phrase('console.risk.high'))}</span>` : nothing}
    ${
      step.result === undefined
        ? nothing
        : html`<span class="result ${step.result.isDone ? 'good' : 'wait'}"
            >${verdict(step.result.isDone ? 'yes' : 'wait', '')} ${step.result.text}</span
          >`
    }
    ${
      step.changes.length === 0
        ? nothing
        : html`<ul class="changes">
            ${step.changes.map(
              ({what, before, after}) =>
                html`<li>
                  ${what}
                  ${
                    before === undefined
                      ? nothing
                      : html`<del
                            ><span class="unseen">${say(phrase('console.before'))}</span
                            >${before}</del
                          >
                          →`
                  }
                  <ins><span class="unseen">${say(phrase('console.after'))}</span>${after}</ins>
                </li>`,
            )}
          </ul>`
    }
    ${step.command === '' ? nothing : commandBlock(tongue, `step-${number}`, step.command)}
  </li>`;
}

function answering(tongue: Tongue, id: string, plan: PlanView, acts: ActsView | undefined): Html {
  const {say} = tongue;
  const may = acts !== undefined && plan.refused === undefined;
  const form = (verb: 'approve' | 'decline', style: string): Html =>
    html`<form method="post" action="/incidents/${id}/${verb}">
      ${hidden({csrf: acts?.csrf ?? '', plan: plan.hash})}
      <button id="${verb}" class="button ${style}" type="submit">
        ${say(phrase(`console.act.${verb}`))}
      </button>
    </form>`;
  return html`<div class="answer">
    ${may ? html`${form('approve', 'main')} ${form('decline', '')}` : nothing}
    <p class="label">
      ${may ? say(phrase('console.approve.how')) : (plan.refused ?? '')}
      ${plan.until === undefined ? nothing : html`${say(phrase('console.approve.until'))} ${moment(tongue, plan.until)}.`}
      ${plan.approvers === '' ? nothing : html`${say(phrase('console.approve.who', {who: plan.approvers}))}`}
    </p>
  </div>`;
}

function others(tongue: Tongue, id: string, acts: ActsView): Html {
  const {say} = tongue;
  const simple = (verb: 'acknowledge' | 'undo'): Html =>
    html`<form method="post" action="/incidents/${id}/${verb}">
      ${hidden({csrf: acts.csrf})}
      <button id="${verb}" class="button" type="submit">
        ${say(phrase(`console.act.${verb}`))}
      </button>
    </form>`;
  return html`<div class="acts">
    ${acts.acknowledge ? simple('acknowledge') : nothing}
    ${
      acts.undo
        ? html`<details>
            <summary class="button">${say(phrase('console.act.undo'))}…</summary>
            <p class="explains">${say(phrase('console.undo.how'))}</p>
            ${simple('undo')}
          </details>`
        : nothing
    }
    ${
      acts.silence
        ? html`<details>
            <summary class="button">${say(phrase('console.act.silence'))}…</summary>
            <form class="stacked" method="post" action="/incidents/${id}/silence">
              ${hidden({csrf: acts.csrf, token: acts.token})}
              <p class="explains">${say(phrase('console.silence.how'))}</p>
              ${select('scope', say(phrase('console.silence.scope')), acts.scopes)}
              ${select('minutes', say(phrase('console.stop.for')), acts.spans)} ${reason(tongue)}
              <button class="button main" type="submit">
                ${say(phrase('console.act.silence'))}
              </button>
            </form>
          </details>`
        : nothing
    }
    ${
      acts.pause
        ? html`<details>
            <summary class="button">${say(phrase('console.act.pause'))}…</summary>
            ${pauseForm(tongue, `/incidents/${id}/pause`, acts)}
          </details>`
        : nothing
    }
  </div>`;
}

/** The form that pauses every change. */
export function pauseForm(
  tongue: Tongue,
  action: string,
  {csrf, spans}: Pick<ActsView, 'csrf' | 'spans'>,
): Html {
  const {say} = tongue;
  return html`<form class="stacked" method="post" action="${action}">
    ${hidden({csrf})}
    <p class="explains">${say(phrase('console.pause.how'))}</p>
    ${select('minutes', say(phrase('console.stop.for')), spans)} ${reason(tongue)}
    <button class="button main" type="submit">${say(phrase('console.act.pause'))}</button>
  </form>`;
}

function reason({say}: Tongue): Html {
  return html`<label class="field wide"
    ><span>${say(phrase('console.stop.why'))}</span
    ><input name="reason" required maxlength="200" autocomplete="off"
  /></label>`;
}

function hidden(values: Readonly<Record<string, string>>): Html {
  return html`${Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`;
}
