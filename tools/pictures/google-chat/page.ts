import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {html, type Html, nothing} from '../html.ts';
import {timeOfDay} from '../reader.ts';
import type {Post, Sent} from '../sent.ts';
import {chatBodyOf, type Section, type Widget} from './body.ts';
import {cardText} from './card-text.ts';

/** What Google Chat itself writes around a message. */
const words: Readonly<Record<Locale, Readonly<Record<'app' | 'more' | 'thread', string>>>> = {
  en: {app: 'App', more: 'Show more', thread: 'Thread'},
  ko: {app: '앱', more: '더보기', thread: '대화목록'},
};

const space = 'Mesh alerts';

/** The newest post of an incident, as Google Chat shows it. */
export function chatPost({googleChat}: Sent, locale: Locale): Html {
  return html`
    <div class="title">${space}</div>
    ${googleChat.slice(-1).map(one => message(one, locale))}
  `;
}

/** The thread of an incident with all its posts. */
export function chatThread({googleChat}: Sent, locale: Locale): Html {
  return html`
    <div class="title">${words[locale].thread} <small>${space}</small></div>
    ${googleChat.map(one => message(one, locale))}
  `;
}

function message({at, body}: Post, locale: Locale): Html {
  const {text, cardsV2} = chatBodyOf(body);
  return html`<div class="message">
    <span class="avatar">M</span>
    <div class="content">
      <div class="from">
        <b>mesh-responder</b> <span class="app">${words[locale].app}</span>
        <time>${timeOfDay(Date.parse(at), locale)}</time>
      </div>
      <div class="text">${text}</div>
      ${cardsV2.map(({card}) => html`<div class="card">${card.sections.map(one => section(one, locale))}</div>`)}
    </div>
  </div>`;
}

function section(
  {header, collapsible, uncollapsibleWidgetsCount = 0, widgets}: Section,
  locale: Locale,
): Html {
  const shown = collapsible === true ? widgets.slice(0, uncollapsibleWidgetsCount) : widgets;
  const folded = shown.length < widgets.length;
  return html`<div class="section">
    ${header === undefined ? nothing : html`<div class="header">${header}</div>`}
    ${shown.map(drawn)} ${folded ? html`<div class="more">${words[locale].more}</div>` : nothing}
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
  const {buttons} = widget.buttonList;
  return html`<div class="buttons">
    ${buttons.map(one => html`<span class="button">${one.text}</span>`)}
  </div>`;
}
