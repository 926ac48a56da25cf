import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {html, type Html} from '../html.ts';
import type {SentDialog} from '../dialogs.ts';
import {chatDialogOf} from './body.ts';
import {section} from './card.ts';

/** A dialog as Google Chat shows it, its fields as they are before anybody writes. */
export function chatDialog({googleChat}: SentDialog, locale: Locale): Html {
  const {header, sections} = chatDialogOf(googleChat.body);
  return html`<div class="dialog">
    <div class="title-of-dialog">${header.title} <span class="cross">✕</span></div>
    ${sections.map(one => section(one, locale))}
  </div>`;
}
