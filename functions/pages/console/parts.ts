import {html, type Html} from '../html.ts';
import {phrase} from './texts.ts';
import type {Tongue} from './tongue.ts';

/** What is copied by one press; without a script the text stays to be selected. */
export function copied({say}: Tongue, id: string, text: string, name = text): Html {
  return html`<code id="${id}" data-text="${text}" class="id">${text}</code
    ><button
      type="button"
      class="copy"
      hidden
      data-copy="${id}"
      data-done="${say(phrase('console.copied', {what: name}))}"
      aria-label="${say(phrase('console.copy', {what: name}))}"
    >
      ${copyShape}
    </button>`;
}

/** A command, or several: each is run as it is shown. */
export function commandBlock(tongue: Tongue, id: string, command: string): Html {
  const {say} = tongue;
  const name = say(phrase('console.command'));
  return html`<div class="command">
    <pre
      tabindex="0"
      role="group"
      aria-label="${name}"
    ><code id="${id}">${inArguments(command)}</code></pre>
    <button
      type="button"
      class="copy"
      hidden
      data-copy="${id}"
      data-done="${say(phrase('console.copied', {what: name}))}"
      aria-label="${say(phrase('console.copy', {what: name}))}"
    >
      ${copyShape}
    </button>
  </div>`;
}

/** Lines break between arguments only; what is copied is the command as it is. */
function inArguments(command: string): Html {
  return html`${command
    .split(/([ \n]+)/)
    .map((part, at) => (at % 2 === 1 ? part : html`<span>${part}</span>`))}`;
}

const copyShape = html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
  <path
    d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"
    fill="none"
    stroke="currentColor"
    stroke-width="1.4"
  />
</svg>`;

/** What is shown as a program reads it. */
export function exports({say}: Tongue, links: Readonly<Record<string, string>>): Html {
  return html`<p class="exports">
    ${Object.entries(links).map(
      ([name, href]) =>
        html`<a href="${href}" aria-label="${say(phrase('console.export', {as: name}))}" download
          >${name}</a
        > `,
    )}
  </p>`;
}

/** A list of terms with what they are. */
export function facts(
  rows: readonly {readonly label: string; readonly value: Html | string}[],
): Html {
  return html`<dl class="facts">
    ${rows.map(
      ({label, value}) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** One of a few in a form. */
export function select(
  name: string,
  label: string,
  options: readonly {readonly value: string; readonly label: string}[],
  chosen = '',
): Html {
  return html`<label class="field"
    ><span>${label}</span
    ><select name="${name}">
      ${options.map(
        one =>
          html`<option value="${one.value}" ${one.value === chosen ? checked : ''}>
            ${one.label}
          </option>`,
      )}
    </select></label
  >`;
}

const checked = html`selected`;
