import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {ChatMessage} from '../chat.ts';
import {at, isObject, listAt, stamp, textAt} from '../json.ts';

/**
 * What people do with the Chat app, as Google tells the app, and what they then see. Written from Google's
 * documentation:
 * - an HTTP add-on that extends Chat: https://developers.google.com/workspace/add-ons/reference/event-object ,
 *   https://developers.google.com/workspace/add-ons/chat/dialogs
 * - interaction events of the Chat API: https://developers.google.com/workspace/chat/api/reference/rest/v1/Event ,
 *   https://developers.google.com/workspace/chat/dialogs
 */

/** The two kinds of Chat apps. */
export type ChatForm = 'addon' | 'interaction';

/** Who does something, in which kind of app, and when. */
export interface ChatActor {
  readonly form: ChatForm;
  /** `users/NUMBER`. */
  readonly user: string;
  /** Absent: a person. */
  readonly type?: 'HUMAN' | 'BOT';
  /** Epoch ms. */
  readonly at: number;
}

/** What Google sends to the app. */
export interface ChatRequest {
  /** Where an add-on is asked: the `function` of what was clicked; empty for what has none. */
  readonly url: string;
  readonly body: JsonObject;
}

/** A dialog as a person sees it. */
export interface ShownChatDialog {
  readonly title: string;
  /** Texts and labels, as they are in the card. */
  readonly texts: readonly string[];
  readonly fields: readonly ShownField[];
  readonly buttons: readonly string[];
  readonly card: JsonObject;
}

/** A field of a dialog, with what stands in it before anybody writes. */
export type ShownField =
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly maxLength: number;
    };

/**
 * A click on a button of a message's cards.
 * @param button its label, or a word that one of its parameters holds.
 * @throws Error when the message has no such button, or only one that opens a link.
 */
export function clickChatButton(
  message: ChatMessage,
  button: string,
  actor: ChatActor,
): ChatRequest {
  const action = actionOf(listAt(message.now.body, 'cardsV2'), button);
  const opens = textAt(action, 'interaction') === 'OPEN_DIALOG';
  const dialog = opens ? {isDialogEvent: true, dialogEventType: 'REQUEST_DIALOG'} : {};
  return clicked(action, {dialog, message: shownMessage(message), space: message.place}, actor);
}

/**
 * A click on a button of a dialog.
 * @param answer what the app answered with the dialog.
 * @param filled what a person puts into fields; the others keep what stands in them.
 * @throws Error for what a dialog would not let a person do.
 */
export function submitChatDialog(
  answer: unknown,
  filled: Readonly<Record<string, string>>,
  given: ChatActor & {readonly message: ChatMessage; readonly button?: string},
): ChatRequest {
  const {message, button, ...actor} = given;
  const {card, fields, buttons} = chatDialog(answer, actor.form);
  const label = button ?? buttons[0];
  if (label === undefined) throw new Error('the dialog has no button to press');
  const unknown = Object.keys(filled).find(name => fields.every(one => one.name !== name));
  if (unknown !== undefined) throw new Error(`the dialog has no field ${unknown}`);
  const inputs = fields.map(field => {
    const value = filled[field.name] ?? field.value;
    if (field.kind === 'choice' && !field.values.includes(value))
      throw new Error(`${field.name}: ${value} cannot be chosen`);
    if (field.kind === 'text' && value.length > field.maxLength)
      throw new Error(`${field.name}: ${value.length} characters are too many`);
    return [field.name, {stringInputs: {value: [value]}}] as const;
  });
  const dialog = {isDialogEvent: true, dialogEventType: 'SUBMIT_DIALOG'};
  const where = {dialog, message: shownMessage(message), space: message.place};
  return clicked(actionOf(card, label), where, actor, Object.fromEntries(inputs));
}

/** A click on the cross of a dialog; the app is told and need not answer. */
export function cancelChatDialog(message: ChatMessage, actor: ChatActor): ChatRequest {
  const dialog = {isDialogEvent: true, dialogEventType: 'CANCEL_DIALOG'};
  return clicked({}, {dialog, message: shownMessage(message), space: message.place}, actor);
}

/** A mention of the app with a text behind it. */
export function mentionChatApp(text: string, space: string, actor: ChatActor): ChatRequest {
  const message = {
    name: `${space}/messages/mention`,
    sender: userOf(actor),
    text: `@mesh-responder ${text}`,
    argumentText: ` ${text}`,
    space: {name: space},
  };
  return {url: '', body: messageEvent(message, space, actor)};
}

/** A slash command of the app with a text behind it. */
export function slashChatCommand(
  {id, name, text}: {readonly id: number; readonly name: string; readonly text: string},
  space: string,
  actor: ChatActor,
): ChatRequest {
  const message = {
    name: `${space}/messages/command`,
    sender: userOf(actor),
    text: `/${name} ${text}`,
    argumentText: ` ${text}`,
    slashCommand: {commandId: String(id)},
    space: {name: space},
  };
  if (actor.form === 'interaction') return {url: '', body: messageEvent(message, space, actor)};
  const appCommandMetadata = {appCommandId: id, appCommandType: 'SLASH_COMMAND'};
  const appCommandPayload = {
    appCommandMetadata,
    space: {name: space},
    message,
    isDialogEvent: false,
  };
  return {url: '', body: addonEvent({appCommandPayload}, {}, actor)};
}

/**
 * The dialog that an answer shows.
 * @throws Error when it shows none, or one that Google Chat would not draw.
 */
export function chatDialog(answer: unknown, form: ChatForm): ShownChatDialog {
  const card =
    form === 'interaction'
      ? at(answer, 'actionResponse', 'dialogAction', 'dialog', 'body')
      : navigationsOf(answer)
          .map(one => at(one, 'pushCard') ?? at(one, 'updateCard'))
          .find(one => one !== undefined);
  if (form === 'interaction' && textAt(answer, 'actionResponse', 'type') !== 'DIALOG')
    throw new Error('the answer has no actionResponse of the type DIALOG');
  if (!isObject(card)) throw new Error('the answer shows no dialog');
  const widgets = listAt(card, 'sections').flatMap(one => listAt(one, 'widgets'));
  if (widgets.length === 0) throw new Error('a dialog without widgets is not shown');
  return {
    title: textAt(card, 'header', 'title'),
    texts: widgets.flatMap(textsOf),
    fields: widgets.flatMap(fieldOf),
    buttons: buttonsOf(widgets).map(one => textAt(one, 'text')),
    card,
  };
}

/** What an answer that closes the dialog says; undefined for one that does not close it. */
export function closesChatDialog(answer: unknown, form: ChatForm): string | undefined {
  if (form === 'interaction') {
    const status = at(answer, 'actionResponse', 'dialogAction', 'actionStatus');
    return textAt(status, 'statusCode') === 'OK' ? textAt(status, 'userFacingMessage') : undefined;
  }
  const closes = navigationsOf(answer).some(
    one => textAt(one, 'endNavigation', 'action') === 'CLOSE_DIALOG',
  );
  return closes ? textAt(answer, 'action', 'notification', 'text') : undefined;
}

/** A message that an answer creates, and who alone sees it. */
export function answeredMessage(
  answer: unknown,
  form: ChatForm,
): {readonly text: string; readonly viewer: string} {
  const message =
    form === 'interaction'
      ? answer
      : at(answer, 'hostAppDataAction', 'chatDataAction', 'createMessageAction', 'message');
  return {text: textAt(message, 'text'), viewer: textAt(message, 'privateMessageViewer', 'name')};
}

function navigationsOf(answer: unknown): readonly unknown[] {
  return listAt(answer, 'action', 'navigations');
}

interface Where {
  readonly dialog: JsonObject;
  readonly message: JsonObject;
  readonly space: string;
}

function clicked(
  action: unknown,
  {dialog, message, space}: Where,
  actor: ChatActor,
  formInputs: JsonObject = {},
): ChatRequest {
  const url = textAt(action, 'function');
  const listed = listAt(action, 'parameters');
  const parameters = Object.fromEntries(
    listed.map(one => [textAt(one, 'key'), textAt(one, 'value')]),
  );
  const common = {parameters, ...(Object.keys(formInputs).length > 0 && {formInputs})};
  if (actor.form === 'addon') {
    const buttonClickedPayload = {message, space: {name: space, type: 'ROOM'}, ...dialog};
    return {url, body: addonEvent({buttonClickedPayload}, common, actor)};
  }
  const body = {
    type: 'CARD_CLICKED',
    eventTime: stamp(actor.at),
    message,
    user: userOf(actor),
    space: {name: space, type: 'ROOM'},
    action: {actionMethodName: url, parameters: listed},
    ...dialog,
    common: {userLocale: 'en', hostApp: 'CHAT', platform: 'WEB', invokedFunction: url, ...common},
  };
  return {url, body};
}

function messageEvent(message: JsonObject, space: string, actor: ChatActor): JsonObject {
  if (actor.form === 'addon') {
    return addonEvent({messagePayload: {message, space: {name: space, type: 'ROOM'}}}, {}, actor);
  }
  return {
    type: 'MESSAGE',
    eventTime: stamp(actor.at),
    message,
    user: userOf(actor),
    space: {name: space, type: 'ROOM'},
    common: {userLocale: 'en', hostApp: 'CHAT', platform: 'WEB'},
  };
}

function addonEvent(payload: JsonObject, common: JsonObject, actor: ChatActor): JsonObject {
  return {
    commonEventObject: {userLocale: 'en', hostApp: 'CHAT', platform: 'WEB', ...common},
    chat: {user: userOf(actor), eventTime: stamp(actor.at), ...payload},
  };
}

function userOf({user, type = 'HUMAN'}: ChatActor): JsonObject {
  return {name: user, displayName: 'Kim Min-ji', email: 'minji.kim@shop.example', type};
}

function shownMessage({id, place, now}: ChatMessage): JsonObject {
  return {
    name: id,
    sender: {name: 'users/114022495153014004089', type: 'BOT'},
    text: now.text,
    cardsV2: listAt(now.body, 'cardsV2'),
    thread: {name: textAt(now.body, 'thread')},
    space: {name: place},
  };
}

/** Every button in a card or in widgets. */
function buttonsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(buttonsOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'buttonList' ? listAt(inner, 'buttons') : buttonsOf(inner),
  );
}

function actionOf(cards: unknown, button: string): unknown {
  const all = buttonsOf(cards).filter(one => at(one, 'onClick', 'action') !== undefined);
  const found = all.find(
    one => textAt(one, 'text') === button || parameterWords(one).includes(button),
  );
  if (found !== undefined) return at(found, 'onClick', 'action');
  const labels = all.map(one => textAt(one, 'text')).join(', ');
  throw new Error(`there is no button ${button} to press; there are: ${labels || 'none'}`);
}

function parameterWords(button: unknown): readonly string[] {
  return listAt(button, 'onClick', 'action', 'parameters').flatMap(one =>
    textAt(one, 'value').split(' '),
  );
}

function textsOf(widget: unknown): readonly string[] {
  return [
    textAt(widget, 'textParagraph', 'text'),
    textAt(widget, 'decoratedText', 'topLabel'),
    textAt(widget, 'decoratedText', 'text'),
  ].filter(one => one !== '');
}

function fieldOf(widget: unknown): readonly ShownField[] {
  const [choice, text] = [at(widget, 'selectionInput'), at(widget, 'textInput')];
  if (isObject(choice)) {
    const items = listAt(choice, 'items');
    if (items.length === 0 || items.length > 100)
      throw new Error(`a selection has 1 to 100 items, not ${items.length}`);
    const values = items.map(one => textAt(one, 'value'));
    const chosen = items.find(one => at(one, 'selected') === true);
    const value = textAt(chosen, 'value');
    return [{kind: 'choice', ...named(choice), value, values}];
  }
  if (!isObject(text)) return [];
  const limit = at(text, 'validation', 'characterLimit');
  const maxLength = typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
  return [{kind: 'text', ...named(text), value: textAt(text, 'value'), maxLength}];
}

function named(input: JsonObject): {readonly name: string; readonly label: string} {
  const [name, label] = [textAt(input, 'name'), textAt(input, 'label')];
  if (name === '' || label === '') throw new Error('a field has a name and a label');
  return {name, label};
}
