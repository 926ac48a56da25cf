import type {Site} from '../../http/call.ts';
import type {ChatMessage, Shown} from '../../chat.ts';
import {insertId} from '../../entries/id.ts';
import {listAt, stamp, textAt} from '../../json.ts';
import {nextSerial} from '../../world/world.ts';

/**
 * The thread that a new message goes to, by its name or by a key of the app's. Without a reply option both are
 * ignored and the message starts a thread of its own: reference of `MessageReplyOption`.
 */
export function threadOf(
  site: Site,
  space: string,
  {key, name, option}: {readonly key: string; readonly name: string; readonly option: string},
): string | undefined {
  const fresh = `${space}/threads/${insertId('thread', nextSerial(site.world))}`;
  if ((key === '' && name === '') || !option.startsWith('REPLY_MESSAGE_')) return fresh;
  const known =
    name === '' ? site.chat.threads.get(`${space} ${key}`) : threadNamed(site, space, name);
  if (known === undefined && option === 'REPLY_MESSAGE_OR_FAIL') return undefined;
  if (name === '') site.chat.threads.set(`${space} ${key}`, known ?? fresh);
  return known ?? fresh;
}

function threadNamed(site: Site, space: string, name: string): string | undefined {
  const hasIt = ({place, now}: ChatMessage) =>
    place === space && textAt(now.body, 'thread') === name;
  return site.chat.messages.some(hasIt) ? name : undefined;
}

/** Adds a message to a space. */
export function say(
  site: Site,
  where: {readonly space: string; readonly name: string; readonly thread: string},
  body: unknown,
  now: number,
): ChatMessage {
  const root = site.chat.messages.find(one => textAt(one.now.body, 'thread') === where.thread);
  const fresh: ChatMessage = {
    service: 'google-chat',
    place: where.space,
    id: where.name,
    ...(root === undefined ? {} : {thread: root.id}),
    first: stamp(now),
    now: shown(body, where.thread, now),
    edits: [],
  };
  site.chat.messages.push(fresh);
  return fresh;
}

/** What a message with this body shows. */
export function shown(body: unknown, thread: string, now: number): Shown {
  return {
    at: stamp(now),
    text: textAt(body, 'text'),
    body: {thread, cardsV2: listAt(body, 'cardsV2')},
  };
}

/** A message as the API shows it. */
export function view(one: ChatMessage) {
  const id = one.id.slice(one.id.lastIndexOf('/') + 1);
  return {
    name: one.id,
    sender: {name: 'users/114022495153014004089', type: 'BOT'},
    createTime: one.first,
    ...(one.edits.length > 0 ? {lastUpdateTime: one.now.at} : {}),
    text: one.now.text,
    cardsV2: listAt(one.now.body, 'cardsV2'),
    thread: {name: textAt(one.now.body, 'thread')},
    space: {name: one.place},
    ...(id.startsWith('client-') ? {clientAssignedMessageId: id} : {}),
  };
}
