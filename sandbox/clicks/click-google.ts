import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {ChatMessage, ChatWindow} from '../chat.ts';
import type {Site} from '../http/call.ts';
import {nextSerial} from '../world/world.ts';
import {findHuman, type Human} from '../people.ts';
import {type Clicked, jsonIn} from './clicked.ts';
import type {Dialog, DialogField} from './dialog.ts';
import {
  chatDialog,
  clickChatButton,
  closesChatDialog,
  type ChatRequest,
  type ShownField,
  submitChatDialog,
} from './google-chat.ts';
import type {ClickOrder, SubmitOrder} from './order.ts';
import {googleRequest, type Line, type Reply, send} from './send.ts';
import type {Tamper} from './tamper.ts';

interface GoogleScene extends Line {
  readonly site: Site;
}

/** Presses a button of a card. @throws Error where there is no such button, or the person is not in Google Chat. */
export async function pressInChat(
  scene: GoogleScene,
  order: ClickOrder & {readonly user: string},
  address: string,
): Promise<Clicked> {
  const {site, now} = scene;
  const {tamper = {}, form = 'addon', incident = '', button, fields} = order;
  const human = findHuman(site.people, order.user);
  const {message, request} = findChatButton(site, {incident, button}, one =>
    clickChatButton(one, button, {form, user: chatUser(human), at: now()}),
  );
  const reply = await deliver(scene, request, {address, tamper});
  const opened = {
    id: `chat-${nextSerial(site.world)}`,
    message,
    form,
    user: human.slack,
    status: 'open' as const,
  };
  const clicked = afterAnswer(site, reply, opened);
  if (fields === undefined || clicked.outcome !== 'asked') return clicked;
  const submitted = await submitInChat(scene, {to: order.to, dialog: opened.id, fields}, address);
  return {...clicked, submitted};
}

/** Confirms a dialog of Google Chat. @throws Error where it is not open, or has no such field. */
export async function submitInChat(
  scene: GoogleScene,
  {dialog, fields = {}, tamper = {}, user}: SubmitOrder,
  address: string,
): Promise<Clicked> {
  const {site, now} = scene;
  const window = chatWindow(site, dialog);
  const human = findHuman(site.people, window.user);
  if (user !== undefined && findHuman(site.people, user) !== human)
    throw new Error(`dialog ${dialog} is open for ${window.user}, who alone can answer it`);
  const actor = {form: window.form, user: chatUser(human), at: now(), message: window.message};
  const request = submitChatDialog(window.answer, fields, actor);
  return afterAnswer(site, await deliver(scene, request, {address, tamper}), window);
}

/** The open window with this id; undefined: none of Google Chat has it. */
export function isChatWindow({chat}: Site, id: string): boolean {
  return chat.windows.some(one => one.id === id);
}

/** @throws Error where it is not open. */
export function chatWindow({chat}: Site, id: string): ChatWindow {
  const found = chat.windows.find(one => one.id === id);
  if (found?.status === 'open') return found;
  throw new Error(`dialog ${id} is ${found === undefined ? 'not known' : found.status}`);
}

async function deliver(
  scene: GoogleScene,
  {body}: ChatRequest,
  {address, tamper}: {readonly address: string; readonly tamper: Tamper},
): Promise<Reply> {
  const {site, now} = scene;
  const signed = {identity: site.identity, now: now()};
  return send(googleRequest(address, body, tamper, signed), scene);
}

function findChatButton(
  {chat}: Site,
  {incident, button}: {readonly incident: string; readonly button: string},
  click: (message: ChatMessage) => ChatRequest,
): {readonly message: ChatMessage; readonly request: ChatRequest} {
  const messages = chat.messages
    .filter(one => one.service === 'google-chat' && JSON.stringify(one.now).includes(incident))
    .reverse();
  for (const message of messages) {
    try {
      return {message, request: click(message)};
    } catch {
      // An older message may have it.
    }
  }
  const where = incident === '' ? 'no card' : `no card of incident ${incident}`;
  throw new Error(`${where} has a button '${button}'`);
}

function chatUser({googleChat, name}: Human): string {
  if (googleChat !== undefined) return googleChat;
  throw new Error(`${name} is not in Google Chat`);
}

/** What the person sees after an answer: a window that asks or tells, or none. */
function afterAnswer(
  site: Site,
  {status, ms, text, trouble}: Reply,
  window: Omit<ChatWindow, 'answer'>,
): Clicked {
  const failed =
    trouble ?? (status >= 200 && status < 300 ? undefined : `the app answered ${status}`);
  if (failed !== undefined) return {status, ms, outcome: 'trouble', trouble: failed};
  const answer = jsonIn(text);
  if (closesChatDialog(answer, window.form) !== undefined) {
    put(site, {...window, answer: {}, status: 'submitted'});
    return {status, ms, outcome: 'done'};
  }
  try {
    const shown = chatDialog(answer, window.form);
    put(site, {...window, answer: answer as JsonObject});
    const dialog: Dialog = {
      id: window.id,
      service: 'google-chat',
      title: shown.title,
      texts: shown.texts,
      commands: [],
      fields: shown.fields.map(fieldOf),
      buttons: shown.buttons,
      asks: shown.buttons.length > 0,
    };
    return {status, ms, dialog, outcome: dialog.asks ? 'asked' : 'told'};
  } catch (error) {
    return {status, ms, outcome: 'trouble', trouble: String(error)};
  }
}

function put({chat}: Site, window: ChatWindow): void {
  const at = chat.windows.findIndex(one => one.id === window.id);
  if (at < 0) chat.windows.push(window);
  else chat.windows[at] = window;
}

function fieldOf(field: ShownField): DialogField {
  const {name, label, value} = field;
  const optional = false;
  return field.kind === 'choice'
    ? {
        ...{name, label, value, optional, kind: 'choice'},
        options: field.values.map(one => ({label: one, value: one})),
      }
    : {...{name, label, value, optional, kind: 'text'}, maxLength: field.maxLength};
}
