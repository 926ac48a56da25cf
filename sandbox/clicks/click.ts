import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {ChatMessage, SlackView} from '../chat.ts';
import type {Site} from '../http/call.ts';
import {newTrigger, showAnew, viewFaults} from '../hosts/slack/views.ts';
import {at, isObject, textAt} from '../json.ts';
import {findHuman, type Human} from '../people.ts';
import {type Dialog, fill, type Filled, incomplete, slackDialog} from './dialog.ts';
import {type Line, type Outgoing, type Reply, send, type Service, slackRequest} from './send.ts';
import {blockActions, type Button, slackButtons, slashCommand, viewSubmission} from './slack.ts';
import type {Tamper} from './tamper.ts';

/** A press of a button under a message. */
export interface ClickOrder {
  /** Where the app listens, `http://127.0.0.1:PORT`. */
  readonly to: string;
  readonly service: Service;
  /** The app's name for the button, or what stands on it. */
  readonly button: string;
  /** Only a message that names this incident; absent: the newest. */
  readonly incident?: string;
  /** Who presses, by any of their ids; mina where nobody is named. */
  readonly user?: string;
  /** Confirms the dialog that comes, with this in its fields. */
  readonly fields?: Filled;
  readonly tamper?: Tamper;
}

/** An answer to a dialog. */
export interface SubmitOrder {
  readonly to: string;
  /** Its id. */
  readonly dialog: string;
  readonly fields?: Filled;
  /** Whose window it is, where that is to be checked; nobody else can answer it. */
  readonly user?: string;
  readonly tamper?: Tamper;
}

/** A slash command. */
export interface CommandOrder {
  readonly to: string;
  /** With its slash, e.g. `/mesh`. */
  readonly command: string;
  readonly text: string;
  /** Channel id. */
  readonly channel: string;
  readonly user?: string;
  readonly tamper?: Tamper;
}

/** What became of a click, as the person who made it sees it. */
export interface Clicked {
  /** HTTP status of the app's answer; 0: there was none, or nothing was sent. */
  readonly status: number;
  readonly ms: number;
  /**
   * `asked`: a dialog waits for an answer; `told`: a dialog only tells; `done`: no dialog is left; `wrong`: something
   * is wrong with its fields; `trouble`: the service shows that the app did not work.
   */
  readonly outcome: 'asked' | 'told' | 'done' | 'wrong' | 'trouble';
  readonly dialog?: Dialog;
  /** What is wrong, by field. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Why the service shows a failure. */
  readonly trouble?: string;
  /** What a slash command was answered with. */
  readonly answer?: unknown;
  /** The answer to a second delivery. */
  readonly again?: {readonly status: number; readonly ms: number};
  /** What became of the dialog, where the order says how it is confirmed. */
  readonly submitted?: Clicked;
}

/**
 * What clicks in Google Chat look like on the wire: an event that names the button, and an answer that carries the
 * dialog itself. Pure.
 */
export interface GoogleChatClicks {
  readonly buttonsIn: (message: ChatMessage) => readonly Button[];
  readonly pressEvent: (press: {
    readonly message: ChatMessage;
    readonly button: Button;
    readonly human: Human;
    readonly now: number;
  }) => JsonObject;
  readonly submitEvent: (submit: {
    readonly message: ChatMessage;
    /** The answer that showed the dialog. */
    readonly shown: JsonObject;
    readonly filled: Filled;
    readonly human: Human;
    readonly now: number;
  }) => JsonObject;
  /** The dialog that an answer shows; undefined: it shows none. */
  readonly dialogIn: (answer: JsonObject, id: string) => Dialog | undefined;
}

/** Where a click happens, and how it gets out. */
export interface Scene extends Line {
  readonly site: Site;
}

const usualUser = 'U0MINA';

/** Presses a button. @throws Error where there is no such button or person. */
export async function press(scene: Scene, order: ClickOrder): Promise<Clicked> {
  const {site, now} = scene;
  const {service, tamper = {}, fields} = order;
  if (service === 'google-chat') throw new Error('clicks in Google Chat are not played yet');
  const url = addressOf(order.to, '/slack/interactivity');
  const human = findHuman(site.people, order.user ?? usualUser);
  const {message, button} = findButton(site, order);
  const trigger = newTrigger(site, human.slack, now()).id;
  const payload = blockActions({message, button, human, trigger, now: now()});
  const {reply, again} = await deliver(scene, signed(url, payload, tamper, now()), tamper);
  const opened = site.chat.views.find(one => one.trigger === trigger);
  const clicked = {...outcomeOf(reply, opened), ...again};
  if (fields === undefined || clicked.outcome !== 'asked' || opened === undefined) return clicked;
  return {...clicked, submitted: await submit(scene, {to: order.to, dialog: opened.id, fields})};
}

/** Confirms a dialog. @throws Error where it is not open, or has no such field. */
export async function submit(scene: Scene, order: SubmitOrder): Promise<Clicked> {
  const {site, now} = scene;
  const {tamper = {}} = order;
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
  return {...answered(scene, view, reply), ...again};
}

/** Closes a dialog without an answer; the app hears nothing of it. @throws Error where it is not open. */
export function dismiss(site: Site, dialog: string): void {
  openView(site, dialog).status = 'dismissed';
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
  return {...outcomeOf(reply, opened), ...answer, ...again};
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

/** What a person sees after a press, or a command. */
function outcomeOf({status, ms, trouble}: Reply, view: SlackView | undefined): Clicked {
  const dialog = view === undefined ? undefined : slackDialog(view);
  const failed = trouble ?? (isFine(status) ? undefined : `the app answered ${status}`);
  const seen = {status, ms, ...(dialog !== undefined && {dialog})};
  if (failed !== undefined) return {...seen, outcome: 'trouble', trouble: failed};
  return {...seen, outcome: dialog === undefined ? 'done' : dialog.asks ? 'asked' : 'told'};
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What the app's answer does to a modal: https://docs.slack.dev/surfaces/modals#response_actions */
function answered({site, now}: Scene, view: SlackView, reply: Reply): Clicked {
  const plain = outcomeOf(reply, view);
  if (plain.outcome === 'trouble') return plain;
  const said = reply.text.trim() === '' ? {} : jsonIn(reply.text);
  const trouble = (why: string): Clicked => ({...plain, outcome: 'trouble', trouble: why});
  if (!isObject(said)) return trouble('the answer is no JSON object');
  switch (said['response_action']) {
    case undefined:
    case 'clear': {
      view.status = 'submitted';
      const {status, ms} = reply;
      return {status, ms, outcome: 'done'};
    }
    case 'update': {
      const faults = viewFaults(said['view']);
      if (faults.length > 0 || !isObject(said['view'])) return trouble(faults.join('; '));
      showAnew(site, view, said['view'], now());
      return outcomeOf(reply, view);
    }
    case 'errors': {
      const errors = errorsIn(at(said, 'errors'), slackDialog(view));
      if (errors === undefined) return trouble('the errors name a block that asks for nothing');
      view.errors = errors;
      return {...plain, outcome: 'wrong', errors};
    }
    default:
      return trouble(`no response_action is called '${textAt(said, 'response_action')}'`);
  }
}

/** Errors stand by the ids of input blocks; Slack shows none that it has no place for. */
function errorsIn(value: unknown, {fields}: Dialog): Readonly<Record<string, string>> | undefined {
  const all = isObject(value) ? Object.entries(value) : [];
  const blocks = fields.map(one => one.name.slice(0, one.name.lastIndexOf('/')));
  const known = all.flatMap(([block, text]) =>
    blocks.includes(block) && typeof text === 'string' ? [[block, text] as const] : [],
  );
  return known.length > 0 && known.length === all.length ? Object.fromEntries(known) : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
