import {partLimits} from './fit.ts';

/** Combining marks kept on one character; stacks of them draw over the lines around. */
const marksKept = 4;

// Cc and Cf are the C0 and C1 controls, bidi overrides and isolates, zero-width characters and tags
// (https://www.unicode.org/reports/tr36/); Hangul fillers and the Braille blank draw nothing either.
const invisible = /(?!\n)[\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu;
const lineEnds = /\r\n?|[\u0085\u2028\u2029]/gu;
const markStacks = new RegExp(`(\\p{M}{${marksKept}})\\p{M}+`, 'gu');

/**
 * Makes text from outside safe to look at: no controls but the line feed, nothing invisible, nothing
 * that turns the reading direction, no stacks of marks, no half characters. It does not escape.
 */
export function sanitise(text: string): string {
  return text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '')
    .replace(markStacks, '$1');
}

/** Most text is words of visible ASCII with one space between them: nothing of it is touched. */
const plainWords = /^[!-~]+(?: [!-~]+)*$/;

/** Sanitised text on a single line. */
export function oneLine(text: string): string {
  if (plainWords.test(text)) return text;
  return sanitise(text).replace(/\s+/gu, ' ').trim();
}

/**
 * The address of a link in a form that no channel can misread: a web address without user name, with
 * every character encoded that markup is made of.
 * @returns undefined for anything else, and for addresses that are too long; such a link is left out.
 */
export function safeUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const href = url.href.replace(/[|'`]/g, one => `%${one.charCodeAt(0).toString(16)}`);
  return href.length > partLimits.url ? undefined : href;
}

/**
 * Escapes Slack text: these three characters, in this order, and no other
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping). It leaves no mention, channel
 * or link to parse.
 */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Escapes text inside a Google Chat card, which is read as a subset of HTML
 * (https://developers.google.com/workspace/chat/format-messages#card-formatting).
 */
export function escapeCard(text: string): string {
  return escapeSlack(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/**
 * Disarms Google Chat plain text, where entities are not decoded and `<users/all>` mentions everybody
 * (https://developers.google.com/workspace/chat/format-messages): angle brackets become quotation
 * marks that look like them.
 */
export function plainChat(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}

/**
 * An address in a text from outside, written so that no chat makes a link of it. Never applied to a command
 * or a link of our own.
 */
export function defanged(text: string): string {
  return text.replaceAll('://', '[:]//');
}
