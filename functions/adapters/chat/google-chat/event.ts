import type {Field, GivenFields, Interaction} from '../../../core/interaction/dialog.ts';
import {pressOf} from '../../../core/interaction/press.ts';
import {at, isObject, type JsonObject, listAt, textAt} from '../../../core/lib/json.ts';
import {pressKey} from './press-action.ts';

/**
 * Which of Google's two kinds of Chat apps asks, and so which answer it takes: an HTTP Google Workspace add-on
 * that extends Chat, or an app that gets the Chat API's interaction events. Both are in use.
 */
export type ChatForm = 'addon' | 'interaction';

/** Who did something where; no name or address out of the body, which people may choose. */
interface Actor {
  /** `users/NUMBER`. */
  readonly user: string;
  /** `spaces/ID`. */
  readonly space: string;
  readonly form: ChatForm;
}

/** What Google Chat tells the app. Nothing of it is proof of who sent it: its token is. */
export type ChatEvent =
  | (Actor & {readonly kind: 'interaction'; readonly interaction: Interaction})
  /** Somebody mentioned the app or gave a command of it. */
  | (Actor & {
      readonly kind: 'command';
      /** What stands behind the mention, or behind the slash command. */
      readonly text: string;
    })
  /** What needs no answer: the app was added, a dialog was closed. */
  | {readonly kind: 'other'}
  | {readonly kind: 'junk'};

/**
 * Reads an event of either kind:
 * - https://developers.google.com/workspace/add-ons/reference/event-object (`commonEventObject` and `chat`)
 * - https://developers.google.com/workspace/chat/api/reference/rest/v1/Event
 */
export function readChatEvent(body: unknown): ChatEvent {
  const found = isObject(at(body, 'chat')) ? addonEvent(body) : interactionEvent(body);
  if (found === undefined) return {kind: 'junk'};
  if (found.what === 'other') return {kind: 'other'};
  const actor = actorOf(found);
  if (actor === undefined) return {kind: 'junk'};
  if (found.what === 'message') {
    const text = textAt(found.message, 'argumentText') ?? '';
    return {kind: 'command', ...actor, text: text.trim()};
  }
  return {kind: 'interaction', ...actor, interaction: interactionOf(found)};
}

/** An event of either kind, in its parts, still unchecked. */
type Found =
  | {readonly what: 'other'}
  | (Parts & {readonly what: 'message'; readonly message: unknown})
  | (Parts & {
      readonly what: 'click';
      readonly submitted: boolean;
      readonly press: unknown;
      readonly inputs: unknown;
    });

interface Parts {
  readonly form: ChatForm;
  readonly user: unknown;
  readonly space: unknown;
}

/** What an add-on is told that needs no answer. */
const otherPayloads = ['addedToSpacePayload', 'removedFromSpacePayload', 'widgetUpdatedPayload'];

function addonEvent(body: unknown): Found | undefined {
  const chat = at(body, 'chat');
  const payload = (name: string): JsonObject | undefined => {
    const found = at(chat, name);
    return isObject(found) ? found : undefined;
  };
  const parts = (found: JsonObject): Parts => ({
    form: 'addon',
    user: at(chat, 'user'),
    space: found['space'],
  });
  const clicked = payload('buttonClickedPayload');
  if (clicked !== undefined) {
    const press = at(body, 'commonEventObject', 'parameters', pressKey);
    return clickOf(parts(clicked), clicked, press, at(body, 'commonEventObject', 'formInputs'));
  }
  const said = payload('messagePayload') ?? payload('appCommandPayload');
  if (said !== undefined) return {what: 'message', ...parts(said), message: said['message']};
  return otherPayloads.some(name => payload(name) !== undefined) ? {what: 'other'} : undefined;
}

function interactionEvent(body: unknown): Found | undefined {
  if (!isObject(body)) return undefined;
  const parts: Parts = {form: 'interaction', user: body['user'], space: body['space']};
  switch (textAt(body, 'type')) {
    case 'CARD_CLICKED': {
      const listed = listAt(body, 'action', 'parameters').find(
        one => textAt(one, 'key') === pressKey,
      );
      const press = textAt(listed, 'value') ?? at(body, 'common', 'parameters', pressKey);
      return clickOf(parts, body, press, at(body, 'common', 'formInputs'));
    }
    case 'MESSAGE':
    case 'APP_COMMAND':
      return {what: 'message', ...parts, message: body['message']};
    case 'ADDED_TO_SPACE':
    case 'REMOVED_FROM_SPACE':
    case 'WIDGET_UPDATED':
      return {what: 'other'};
    case undefined:
    default:
      return undefined;
  }
}

/** https://developers.google.com/workspace/chat/api/reference/rest/v1/DialogEventType */
function clickOf(parts: Parts, event: JsonObject, press: unknown, inputs: unknown): Found {
  const type = textAt(event, 'dialogEventType');
  if (type === 'CANCEL_DIALOG') return {what: 'other'};
  return {what: 'click', ...parts, submitted: type === 'SUBMIT_DIALOG', press, inputs};
}

/** A person and a space by the names that Google gives them; an app is nobody who may press. */
function actorOf({user, space, form}: Parts): Actor | undefined {
  const [name = '', place = ''] = [textAt(user, 'name'), textAt(space, 'name')];
  const isPerson = /^users\/\d{1,30}$/.test(name) && textAt(user, 'type') !== 'BOT';
  return isPerson && /^spaces\/[A-Za-z0-9_-]{1,100}$/.test(place)
    ? {user: name, space: place, form}
    : undefined;
}

function interactionOf({
  submitted,
  press: given,
  inputs,
}: Extract<Found, {readonly what: 'click'}>): Interaction {
  const press = pressOf(given);
  if (press === undefined) return {kind: 'unreadable'};
  return submitted
    ? {kind: 'submitted', press, fields: fieldsIn(inputs)}
    : {kind: 'pressed', press};
}

const fieldNames: Readonly<Record<Field['name'], true>> = {
  scope: true,
  minutes: true,
  reason: true,
};

/** `formInputs`: https://developers.google.com/workspace/chat/read-form-data */
function fieldsIn(inputs: unknown): GivenFields {
  return Object.fromEntries(
    Object.keys(fieldNames).flatMap(name => {
      const [value] = listAt(inputs, name, 'stringInputs', 'value');
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
