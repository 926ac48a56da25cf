import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {decoded, html, type Html} from '../html.ts';
import {calledName, daysAfter, shortDate, timeOfDay} from '../reader.ts';

/** Who looks at a message, and when. */
export interface Look {
  readonly locale: Locale;
  /** Epoch ms. */
  readonly now: number;
}

/** A form of markup, matched where the text stands, and how it is shown. */
interface Rule {
  readonly pattern: RegExp;
  readonly show: (look: Look, ...groups: readonly string[]) => Html;
}

// https://docs.slack.dev/messaging/formatting-message-text; a format counts only between word boundaries.
const rules: readonly Rule[] = [
  {pattern: /<!date\^(\d+)\^([^|^>]+)[^|>]*\|[^>]*>/y, show: date},
  {pattern: /<(?:@|!subteam\^)([A-Z0-9]+)>/y, show: (_, id = '') => mention(id)},
  {pattern: /<https?:[^|>]+\|([^>]*)>/y, show: (_, label = '') => html`<a>${decoded(label)}</a>`},
  {pattern: between('`'), show: (_, code = '') => html`<code>${decoded(code)}</code>`},
  {pattern: between('*'), show: (look, inner = '') => html`<b>${mrkdwn(inner, look)}</b>`},
  {pattern: between('_'), show: (look, inner = '') => html`<i>${mrkdwn(inner, look)}</i>`},
  {pattern: between('~'), show: (look, inner = '') => html`<s>${mrkdwn(inner, look)}</s>`},
  {pattern: /\n/y, show: () => html`<br />`},
];

/** A format with the same mark on both sides of a text in one line. */
function between(mark: string): RegExp {
  const one = `[${mark}]`;
  const inside = `(?! )([^${mark}\\n]+)(?<! )`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${one}${inside}${one}(?![\\p{L}\\p{N}])`, 'yu');
}

/** Slack's markup as HTML. */
export function mrkdwn(text: string, look: Look): Html {
  const shown: Html[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const found = matchAt(text, at);
    if (found === undefined) {
      plain += text[at] ?? '';
      at += 1;
      continue;
    }
    const [rule, [whole, ...groups]] = found;
    shown.push(html`${decoded(plain)}`, rule.show(look, ...groups));
    plain = '';
    at += whole.length;
  }
  return html`${shown}${decoded(plain)}`;
}

function matchAt(text: string, at: number): readonly [Rule, RegExpExecArray] | undefined {
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match !== null) return [rule, match];
  }
  return undefined;
}

/** Who is called, as Slack names them to everybody. */
function mention(id: string): Html {
  return html`<span class="mention">@${calledName(id)}</span>`;
}

/** A date token, as the reader's own Slack fills it. */
function date({locale, now}: Look, seconds = '', form = ''): Html {
  const at = Number(seconds) * 1000;
  const filled = form
    .replace('{date_short_pretty}', () => prettyDate(at, now, locale))
    .replace('{time}', () => timeOfDay(at, locale));
  const unknown = /\{\w+\}/.exec(filled);
  if (unknown !== null) throw new Error(`pictures cannot draw ${unknown[0]} in a date token`);
  return html`${filled}`;
}

const days: Readonly<Record<Locale, Readonly<Record<number, string>>>> = {
  en: {[-1]: 'yesterday', 0: 'today', 1: 'tomorrow'},
  ko: {[-1]: '어제', 0: '오늘', 1: '내일'},
};

function prettyDate(at: number, now: number, locale: Locale): string {
  return days[locale][daysAfter(at, now, locale)] ?? shortDate(at, locale);
}
