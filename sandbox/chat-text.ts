import type {ChatMessage, Shown} from './chat.ts';
import type {JsonObject} from '../functions/core/lib/json.ts';
import {isObject} from './json.ts';

/** A chat message as lines of text, the way people read it: markup resolved, structure left out. */
export function chatText({body, text}: Shown): readonly string[] {
  const {blocks, attachments, cardsV2: cards} = body;
  const parts = Array.isArray(cards)
    ? [plain(text), ...texts(cards)]
    : [...texts(blocks), ...texts(attachments)];
  const lines = (parts.length === 0 ? [plain(text)] : parts).flatMap(part => part.split('\n'));
  return lines
    .map(line => line.trimEnd())
    .filter((line, at) => line !== '' && line !== lines[at - 1]);
}

/** The root messages of a chat, each with the replies in its thread, oldest first. */
export function threads(
  messages: readonly ChatMessage[],
): readonly {readonly root: ChatMessage; readonly replies: readonly ChatMessage[]}[] {
  const seen = new Map<string, {readonly root: ChatMessage; readonly replies: ChatMessage[]}>();
  for (const message of messages) {
    const key = `${message.service}|${message.place}|${message.thread ?? message.id}`;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, {root: message, replies: []});
    else known.replies.push(message);
  }
  return [...seen.values()];
}

/** Every text of blocks or cards, in the order in which it is shown. */
function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === 'string') return shows(name, value) ? [shownAs(inner, value)] : [];
    return name === 'onClick' ? [] : texts(inner);
  });
}

const shown = ['text', 'title', 'subtitle', 'topLabel', 'bottomLabel'];

function shows(name: string, {type}: JsonObject): boolean {
  return shown.includes(name) && type !== 'image';
}

/** A piece of rich text is shown as it is; all other text has markup. */
function shownAs(text: string, {type}: JsonObject): string {
  return type === 'text' ? text : plain(text);
}

/** Markup of either service resolved. */
export function plain(text: string): string {
  return text
    .replaceAll(/<(?:https?:|!date\^)[^|>]+\|([^>]*)>/g, '$1')
    .replaceAll(/<br>/g, '\n')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
