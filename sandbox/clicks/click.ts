import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {ChatMessage, SlackView} from '../chat.ts';
import type {Site} from '../http/call.ts';
import {newTrigger} from '../hosts/slack/views.ts';
import {findHuman} from '../people.ts';
import {afterPress, afterSubmit, type Clicked, jsonIn} from './clicked.ts';
import {chatWindow, isChatWindow, pressInChat, submitInChat} from './click-google.ts';
import {fill, incomplete, slackDialog} from './dialog.ts';
import type {ClickOrder, CommandOrder, SubmitOrder} from './order.ts';
import {type Line, type Outgoing, type Reply, send, slackRequest} from './send.ts';
import {blockActions, type Button, slackButtons, slashCommand, viewSubmission} from './slack.ts';
import type {Tamper} from './tamper.ts';

/** Where a click happens, and how it gets out. */
export interface Scene extends Line {
  readonly site: Site;
}

const usualUser = 'U0MINA';

/** Presses a button. @throws Error where there is no such button or person. */
export async function press(scene: Scene, order: ClickOrder): Promise<Clicked> {
  const {site, now} = scene;
  const {service, tamper = {}, fields} = order;
  if (service === 'google-chat') {
    const user = order.user ?? usualUser;
    return pressInChat(scene, {...order, user}, addressOf(order.to, '/google-chat'));
  }
  const url = addressOf(order.to, '/slack/interactivity');
  const human = findHuman(site.people, order.user ?? usualUser);
  const {message, button} = findButton(site, order);
  const trigger = newTrigger(site, human.slack, now()).id;
  const payload = blockActions({message, button, human, trigger, now: now()});
  const {reply, again} = await deliver(scene, signed(url, payload, tamper, now()), tamper);
  const opened = site.chat.views.find(one => one.trigger === trigger);
  const clicked = {...afterPress(reply, opened), ...again};
  if (fields === undefined || clicked.outcome !== 'asked' || opened === undefined) return clicked;
  return {...clicked, submitted: await submit(scene, {to: order.to, dialog: opened.id, fields})};
}

/** Confirms a dialog. @throws Error where it is not open, or has no such field. */
export async function submit(scene: Scene, order: SubmitOrder): Promise<Clicked> {
  const {site, now} = scene;
  const {tamper = {}} = order;
  if (isChatWindow(site, order.dialog)) {
    return submitInChat(scene, order, addressOf(order.to, '/google-chat'));
  }
  const url = addressOf(order.to, '/slack/interactivity');
  const view = openView(site, order.dialog);
  const human = findHuman(site.people, view.user);
  const named = order.user === undefined ? human : findHuman(site.people, order.user);
  if (named !== human)
    throw new Error(`dialog ${view.id} is open for ${view.user}, who alone can answer it`);
  const dialog = slackDialog(view);
  if (!dialog.asks) throw new Error(`dialog ${view.id} only tells; it has no button that confirms`);
  const filled = fill(dialog, order.fields ?? {});
  const errors = incomplete(dialog, filled);
  if (Object.keys(errors).length > 0) return {status: 0, ms: 0, outcome: 'wrong', dialog, errors};
  const trigger = newTrigger(site, human.slack, now()).id;
  const payload = viewSubmission({view, filled, human, trigger});
  const {reply, again} = await deliver(scene, signed(url, payload, tamper, now()), tamper);
  return {...afterSubmit({site, now}, view, reply), ...again};
}

/** Closes a dialog without an answer; the app hears nothing of it. @throws Error where it is not open. */
export function dismiss(site: Site, dialog: string): void {
  if (isChatWindow(site, dialog)) chatWindow(site, dialog).status = 'dismissed';
  else openView(site, dialog).status = 'dismissed';
}

/** Sends a slash command. @throws Error where there is no such person. */
export async function command(scene: Scene, order: CommandOrder): Promise<Clicked> {
  const {site, now} = scene;
  const {tamper = {}} = order;
  const url = addressOf(order.to, '/slack/command');
  const human = findHuman(site.people, order.user ?? usualUser);
  const trigger = newTrigger(site, human.slack, now()).id;
  const form = slashCommand({...order, human, trigger, now: now()});
  const {reply, again} = await deliver(scene, slackRequest(url, form, tamper, now()), tamper);
  const opened = site.chat.views.find(one => one.trigger === trigger);
  const answer = reply.text === '' ? {} : {answer: jsonIn(reply.text) ?? reply.text};
  return {...afterPress(reply, opened), ...answer, ...again};
}

function signed(url: string, payload: JsonObject, tamper: Tamper, now: number): Outgoing {
  return slackRequest(url, {payload: JSON.stringify({...payload, ...tamper.payload})}, tamper, now);
}

/** The newest message that has the button, and names the incident where one is asked for. */
function findButton(
  {chat}: Site,
  {button: called, incident = ''}: ClickOrder,
): {readonly message: ChatMessage; readonly button: Button} {
  const messages = chat.messages
    .filter(one => one.service === 'slack' && JSON.stringify(one.now).includes(incident))
    .reverse();
  for (const message of messages) {
    const button = slackButtons(message).find(one => isCalled(one, called));
    if (button !== undefined) return {message, button};
  }
  const labels = new Set(messages.flatMap(slackButtons).map(one => `'${one.label}'`));
  const where = incident === '' ? 'no message' : `no message of incident ${incident}`;
  const known = labels.size === 0 ? 'there are no buttons' : `there are ${[...labels].join(', ')}`;
  throw new Error(`${where} has a button '${called}'; ${known}`);
}

/** By its id, the end of its id, or what stands on it with or without the three dots. */
function isCalled({id, label}: Button, called: string): boolean {
  const end = id.split(/[^A-Za-z0-9]/).at(-1) ?? id;
  const names = [id, end, label, label.replace(/\s*(?:…|\.\.\.)$/, '')];
  return names.some(one => one.toLowerCase() === called.toLowerCase());
}

/**
 * A path of the app.
 * @throws Error where the address is not of this machine: nothing of a sandbox leaves it.
 */
function addressOf(to: string, path: string): string {
  const url = URL.canParse(to) ? new URL(to) : undefined;
  const isHere = url !== undefined && /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/.test(url.hostname);
  if (isHere && url.protocol === 'http:') return `${to.replace(/\/+$/, '')}${path}`;
  throw new Error(
    `'to' must be an address of this machine like http://127.0.0.1:8080, not '${to}'`,
  );
}

async function deliver(
  scene: Scene,
  outgoing: Outgoing,
  {duplicate}: Tamper,
): Promise<{readonly reply: Reply; readonly again: Pick<Clicked, 'again'>}> {
  const one = () => send(outgoing, scene);
  const [reply, second] =
    duplicate === 'together'
      ? await Promise.all([one(), one()])
      : [await one(), duplicate === 'after' ? await one() : undefined];
  return {
    reply,
    again: second === undefined ? {} : {again: {status: second.status, ms: second.ms}},
  };
}

function openView({chat}: Site, id: string): SlackView {
  const found = chat.views.find(one => one.id === id);
  if (found?.status === 'open') return found;
  throw new Error(`dialog ${id} is ${found === undefined ? 'not known' : found.status}`);
}
