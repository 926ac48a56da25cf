import {projectScopeNames} from '../../core/config/project-scope.ts';
import type {Rule} from '../../core/config/settings.ts';
import {address, html, type Html, nothing} from '../html.ts';
import {phrase} from './texts.ts';
import type {Tongue} from './tongue.ts';

/** A runbook, and how far it may go where. */
export interface RunbookView {
  readonly id: string;
  /** What it is about, in words. */
  readonly about: string;
  readonly page: string;
  readonly isPrivate: boolean;
  readonly causes: readonly string[];
  readonly actions: readonly {
    readonly id: string;
    readonly risk: 'low' | 'high';
    /** False: the configuration does not allow it. */
    readonly isAllowed: boolean;
  }[];
  /** The modes that hold, each with its projects and what decided it. */
  readonly modes: readonly {
    readonly mode: string;
    readonly by: string;
    /** Empty: every project. */
    readonly projects: readonly string[];
  }[];
  /** How many of its incidents are open. */
  readonly open: number;
}

/** The page of all runbooks, and the rules that say how far each may go. */
export function runbooksPage(
  tongue: Tongue,
  all: readonly RunbookView[],
  {mode, rules}: {readonly mode: string; readonly rules: readonly Rule[]},
): Html {
  const {say} = tongue;
  return html`<div class="head">
      <h1>${say(phrase('console.nav.runbooks'))}</h1>
      <p class="sum">${say(phrase('console.runbooks.mode', {mode}))}</p>
    </div>
    <div
      class="scroll"
      role="region"
      tabindex="0"
      aria-label="${say(phrase('console.nav.runbooks'))}"
    >
      <table class="dense runbooks">
        <caption class="unseen">
          ${say(phrase('console.nav.runbooks'))}
        </caption>
        <thead>
          <tr>
            <th scope="col">${say(phrase('console.runbook'))}</th>
            <th scope="col">${say(phrase('console.mode'))}</th>
            <th scope="col">${say(phrase('console.runbooks.actions'))}</th>
            <th scope="col">${say(phrase('console.runbooks.causes'))}</th>
            <th scope="col" class="number">${say(phrase('console.runbooks.open'))}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            one =>
              html`<tr id="${one.id}">
                <th scope="row">
                  <a href="${address(one.page)}" rel="noreferrer">${one.id}</a>
                  ${one.isPrivate ? html`<span class="tag plain">${say(phrase('console.runbooks.private'))}</span>` : nothing}
                  <small>${one.about}</small>
                </th>
                <td data-label="${say(phrase('console.mode'))}">
                  ${one.modes.map(
                    held =>
                      html`<p>
                        <span class="tag plain">${held.mode}</span>
                        <small
                          >${held.by}${held.projects.length === 0 ? '' : `: ${held.projects.join(', ')}`}</small
                        >
                      </p>`,
                  )}
                </td>
                <td data-label="${say(phrase('console.runbooks.actions'))}">
                  ${one.actions.length === 0 ? html`<span class="quiet">${say(phrase('console.runbooks.none'))}</span>` : nothing}
                  ${one.actions.map(
                    action =>
                      html`<p>
                        <span class="mono">${action.id}</span>
                        ${action.risk === 'high' ? html`<span class="tag">${say(phrase('console.risk.high'))}</span>` : nothing}
                        ${action.isAllowed ? nothing : html`<small>${say(phrase('console.runbooks.not-allowed'))}</small>`}
                      </p>`,
                  )}
                </td>
                <td data-label="${say(phrase('console.runbooks.causes'))}">
                  ${one.causes.map(cause => html`<p><a href="#${cause}">${cause}</a></p>`)}
                </td>
                <td class="number" data-label="${say(phrase('console.runbooks.open'))}">
                  ${one.open === 0 ? html`<span class="quiet">0</span>` : html`<a href="/incidents?runbook=${one.id}">${one.open}</a>`}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h2 class="apart">${say(phrase('console.rules'))}</h2>
    ${
      rules.length === 0
        ? html`<p class="quiet">${say(phrase('console.rules.none', {mode}))}</p>`
        : html`<ol class="rules" start="0">
            ${rules.map(
              rule =>
                html`<li>
                  <code>${ruleText(rule)}</code>
                </li>`,
            )}
          </ol>`
    }`;
}

function ruleText(rule: Rule): string {
  const parts = (['runbook', ...projectScopeNames, 'mode'] as const).flatMap(name => {
    const text = rule[name];
    return text === undefined ? [] : [`${name}: ${text}`];
  });
  return `{${parts.join(', ')}}`;
}
