import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {decoded, html, type Html, nothing} from '../html.ts';
import type {SentDialog} from '../dialogs.ts';
import {drawn} from './blocks.ts';
import {type Input, slackViewOf} from './body.ts';

/** A modal as Slack shows it, its fields as they are before anybody writes. */
export function slackModal({slack}: SentDialog, locale: Locale): Html {
  const {title, close, submit, blocks} = slackViewOf(slack.body);
  const look = {locale, now: Date.parse(slack.at)};
  return html`<div class="modal">
    <div class="bar-of-title">
      <b>${decoded(title.text)}</b>
      <span class="cross">✕</span>
    </div>
    <div class="blocks">
      ${blocks.map(one => (one.type === 'input' ? field(one) : drawn(one, look)))}
    </div>
    <div class="answers">
      <span class="button large">${decoded(close.text)}</span>
      ${submit === undefined ? nothing : html`<span class="button large primary">${decoded(submit.text)}</span>`}
    </div>
  </div>`;
}

function field({label, element}: Input): Html {
  return html`<div class="field">
    <b>${decoded(label.text)}</b>
    ${
      element.type === 'static_select'
        ? html`<div class="box">
            ${decoded(element.initial_option.text.text)} <span class="arrow"></span>
          </div>`
        : html`<div class="box"></div>`
    }
  </div>`;
}
