import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {ok, type Answer} from '../../http/answer.ts';
import type {Site} from '../../http/call.ts';
import type {ChatMessage, Shown} from '../../chat.ts';
import {insertId} from '../../entries/id.ts';
import {at, isObject, listAt, stamp, textAt} from '../../json.ts';
import {nextSerial} from '../../world/world.ts';
import {checkAttachment, checkBlocks, textSum} from './blocks.ts';

const sumLimit = 13_200;

/** Longer texts are cut: https://docs.slack.dev/reference/methods/chat.postMessage */
export const textLimit = 40_000;

/** Slack's way to say no: HTTP 200 with `ok: false`. */
export function refuse(error: string, details: readonly string[] = []): Answer {
  if (details.length === 0) return ok({ok: false, error});
  const messages = details.map(one => `[ERROR] ${one}`);
  return ok({ok: false, error, errors: details, response_metadata: {messages}});
}

/** Why Slack would not take a message. */
export interface Problem {
  readonly error: string;
  readonly details: readonly string[];
}

/** What is wrong with a message's fields; undefined when nothing is. */
export function problem(fields: unknown): Problem | undefined {
  const blocks = at(fields, 'blocks');
  if (blocks === undefined || (Array.isArray(blocks) && blocks.length === 0)) {
    const said = textAt(fields, 'text') !== '' || listAt(fields, 'attachments').length > 0;
    return said ? undefined : {error: 'no_text', details: []};
  }
  if (!Array.isArray(blocks)) return {error: 'invalid_blocks_format', details: []};
  const attached = listAt(fields, 'attachments');
  const details = [
    ...checkBlocks(blocks),
    ...attached.flatMap((one, index) => checkAttachment(one, `/attachments/${index}`)),
  ];
  if (details.length > 0) return {error: 'invalid_blocks', details};
  // The limit is undocumented and measured by users: https://github.com/slackapi/bolt-js/issues/2509
  return textSum([blocks, attached]) > sumLimit
    ? {error: 'msg_blocks_too_long', details: []}
    : undefined;
}

/** Slack knows channels by id; a name is looked up, and gets an id of its own here. */
export function channelId(name: string): string {
  if (/^[CGD][A-Z0-9]{6,}$/.test(name)) return name;
  return `C${insertId('channel', name.replace(/^#/, '')).slice(0, 9).toUpperCase()}`;
}

/** What a message with these fields shows. */
export function shown(body: unknown, now: number): Shown {
  const text = textAt(body, 'text').slice(0, textLimit);
  const rest = isObject(body) ? Object.entries(body).filter(([name]) => kept.has(name)) : [];
  return {at: stamp(now), text, body: Object.fromEntries(rest)};
}

const kept = new Set(['blocks', 'attachments', 'metadata', 'reply_broadcast']);

/** Adds a message to the chat and gives it a `ts`. */
export function say(
  site: Site,
  where: {
    readonly service: 'slack' | 'slack-webhook';
    readonly place: string;
    readonly thread?: string;
  },
  body: unknown,
  now: number,
): ChatMessage {
  const serial = String(nextSerial(site.world) % 1_000_000).padStart(6, '0');
  const message = {
    ...where,
    id: `${Math.floor(now / 1000)}.${serial}`,
    first: stamp(now),
    now: shown(body, now),
    edits: [],
  };
  site.chat.messages.push(message);
  return message;
}

/** A message as Slack's API shows it. */
export function view(message: ChatMessage, metadata = true): JsonObject {
  const body = Object.entries(message.now.body).filter(([name]) => metadata || name !== 'metadata');
  return {
    type: 'message',
    subtype: 'bot_message',
    ts: message.id,
    text: message.now.text,
    ...(message.thread === undefined ? {} : {thread_ts: message.thread}),
    ...Object.fromEntries(body),
  };
}
