import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {html, type Html, nothing} from '../html.ts';
import type {Button, Section, Widget} from './body.ts';
import {cardText} from './card-text.ts';

/** What Google Chat itself writes below a folded section. */
const more: Readonly<Record<Locale, string>> = {en: 'Show more', ko: '더보기'};

/** A section of a card as Google Chat shows it, folded as it is at first. */
export function section(
  {header, collapsible, uncollapsibleWidgetsCount = 0, widgets}: Section,
  locale: Locale,
): Html {
  const shown = collapsible === true ? widgets.slice(0, uncollapsibleWidgetsCount) : widgets;
  const folded = shown.length < widgets.length;
  return html`<div class="section">
    ${header === undefined ? nothing : html`<div class="header">${header}</div>`}
    ${shown.map(drawn)} ${folded ? html`<div class="more">${more[locale]}</div>` : nothing}
  </div>`;
}

function drawn(widget: Widget): Html {
  if ('textParagraph' in widget) {
    return html`<div class="paragraph">${cardText(widget.textParagraph.text)}</div>`;
  }
  if ('decoratedText' in widget) {
    const {topLabel, text} = widget.decoratedText;
    return html`<div class="decorated">
      ${topLabel === undefined ? nothing : html`<div class="label">${cardText(topLabel)}</div>`}
      <div>${cardText(text)}</div>
    </div>`;
  }
  if ('selectionInput' in widget) {
    const {label, items} = widget.selectionInput;
    const chosen = items.find(one => one.selected);
    return html`<div class="input">
      <div class="label">${label}</div>
      <div>${chosen?.text ?? ''}</div>
      <span class="arrow"></span>
    </div>`;
  }
  if ('textInput' in widget) {
    const {label, type} = widget.textInput;
    return html`<div class="input empty ${type === 'MULTIPLE_LINE' ? 'tall' : ''}">${label}</div>`;
  }
  return html`<div class="buttons">${widget.buttonList.buttons.map(button)}</div>`;
}

/** A button with a colour is filled with it. */
function button({text, type, color}: Button): Html {
  if (color === undefined) {
    return html`<span class="button ${type === 'FILLED' ? 'filled' : ''}">${text}</span>`;
  }
  const parts = [color.red, color.green, color.blue].map(one => Math.round(one * 255));
  const paint = `background: rgb(${parts.join(', ')})`;
  return html`<span class="button filled" style="${paint}">${text}</span>`;
}
