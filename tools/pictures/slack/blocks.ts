import {decoded, html, type Html, nothing} from '../html.ts';
import type {Block} from './body.ts';
import {type Look, mrkdwn} from './mrkdwn.ts';

/** A block as Slack shows it. */
export function drawn(block: Block, look: Look): Html {
  switch (block.type) {
    case 'header':
      return html`<div class="header">${decoded(block.text.text)}</div>`;
    case 'section':
      return html`<div class="section">
        ${block.text === undefined ? nothing : mrkdwn(block.text.text, look)}
        ${fields(block.fields ?? [], look)}
      </div>`;
    case 'context':
      return html`<div class="context">
        ${block.elements.map(one => html`<span>${mrkdwn(one.text, look)}</span>`)}
      </div>`;
    case 'rich_text':
      return html`<div class="rich">${block.elements.map(part)}</div>`;
    case 'actions':
      return html`<div class="actions">${block.elements.map(button)}</div>`;
  }
}

function button({text, style}: Extract<Block, {type: 'actions'}>['elements'][number]): Html {
  return html`<span class="button ${style ?? ''}">${decoded(text.text)}</span>`;
}

function fields(all: readonly {readonly text: string}[], look: Look): Html {
  if (all.length === 0) return nothing;
  return html`<div class="fields">
    ${all.map(one => html`<div>${mrkdwn(one.text, look)}</div>`)}
  </div>`;
}

function part({type, elements}: Extract<Block, {type: 'rich_text'}>['elements'][number]): Html {
  const text = elements.map(({text: one, style}) =>
    style?.bold === true ? html`<b>${one}</b>` : html`${one}`,
  );
  switch (type) {
    case 'rich_text_section':
      return html`<div>${text}</div>`;
    case 'rich_text_preformatted':
      return html`<pre>${text}</pre>`;
  }
}
