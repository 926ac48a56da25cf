import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {html, type Html} from '../html.ts';
import {at as part} from '../../../functions/core/lib/json.ts';
import {calledName, timeOfDay} from '../reader.ts';
import type {Post, Sent} from '../sent.ts';
import {chatBodyOf} from './body.ts';
import {section} from './card.ts';

/** What Google Chat itself writes around a message. */
const words: Readonly<Record<Locale, Readonly<Record<'app' | 'thread', string>>>> = {
  en: {app: 'App', thread: 'Thread'},
  ko: {app: '앱', thread: '대화목록'},
};

const space = 'Mesh alerts';

/** The newest post of an incident, or the app's root message, as Google Chat shows it. */
export function chatPost({googleChat}: Sent, locale: Locale): Html {
  return html`
    <div class="title">${space}</div>
    ${googleChat
      .filter(one => !isReplyOfApp(one))
      .slice(-1)
      .map(one => message(one, locale))}
  `;
}

/** The app names the thread that it replies in; a webhook knows its key alone. */
function isReplyOfApp({body}: Post): boolean {
  return part(body, 'thread', 'name') !== undefined;
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
      <div class="text">${withMentions(text)}</div>
      ${cardsV2.map(({card}) => html`<div class="card">${card.sections.map(one => section(one, locale))}</div>`)}
    </div>
  </div>`;
}

/** https://developers.google.com/workspace/chat/format-messages#messages-@mention */
function withMentions(text: string): Html {
  const pieces = text.split(/<(users\/\d+)>/);
  return html`${pieces.map((one, index) =>
    index % 2 === 0 ? html`${one}` : html`<span class="mention">@${calledName(one)}</span>`,
  )}`;
}
