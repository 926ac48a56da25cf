import {html, type Html, nothing} from '../html.ts';
import {timeOfDay} from '../reader.ts';
import type {Post, Sent} from '../sent.ts';
import {drawn} from './blocks.ts';
import {type SlackBody, slackBodyOf} from './body.ts';
import type {Look} from './mrkdwn.ts';

type Words = Readonly<Record<'app' | 'edited' | 'thread', string>> & {
  readonly replies: (count: number) => string;
};

/** What Slack itself writes around a message. */
const words: Readonly<Record<Look['locale'], Words>> = {
  en: {
    app: 'APP',
    edited: '(edited)',
    thread: 'Thread',
    replies: n => (n === 1 ? '1 reply' : `${n} replies`),
  },
  ko: {app: '앱', edited: '(편집됨)', thread: '스레드', replies: n => `댓글 ${n}개`},
};

const channel = '# mesh-alerts';

/** The channel with an incident's root message, as Slack shows it. */
export function slackChannel({slack}: Sent, locale: Look['locale']): Html {
  const {root, postedAt, thread} = slack;
  const look = {locale, now: Date.parse(root.at)};
  const count = thread.length;
  const bar = html`<div class="replies">
    <span class="avatar small">M</span>${words[locale].replies(count)}
  </div>`;
  return html`
    <div class="title">${channel}</div>
    ${message(root, postedAt, look, count === 0 ? nothing : bar)}
  `;
}

/** The thread of an incident with all its replies. */
export function slackThread({slack}: Sent, locale: Look['locale']): Html {
  const {root, postedAt, thread} = slack;
  const {replies, thread: title} = words[locale];
  const look = {locale, now: Date.parse(root.at)};
  return html`
    <div class="title">${title} <small>${channel}</small></div>
    ${message(root, postedAt, look)}
    <div class="count">${replies(thread.length)}</div>
    ${thread.map(one => message(one, one.at, look))}
  `;
}

function message({body}: Post, at: string, look: Look, below: Html = nothing): Html {
  const {ts, blocks, attachments} = slackBodyOf(body);
  const {app, edited} = words[look.locale];
  return html`<div class="message">
    <span class="avatar">M</span>
    <div class="content">
      <div class="from">
        <b>mesh-responder</b> <span class="app">${app}</span>
        <time>${timeOfDay(Date.parse(at), look.locale)}</time>
      </div>
      ${blocks.map(one => drawn(one, look))} ${attachments.map(one => attachment(one, look))}
      ${ts === undefined ? nothing : html`<div class="edited">${edited}</div>`} ${below}
    </div>
  </div>`;
}

function attachment({color, blocks}: SlackBody['attachments'][number], look: Look): Html {
  return html`<div class="attachment">
    <div class="bar" style="background: ${color}"></div>
    <div>${blocks.map(one => drawn(one, look))}</div>
  </div>`;
}
