import type {Dialog} from '../../../core/interaction/dialog.ts';
import type {JsonObject} from '../../../core/lib/json.ts';
import {dialogTextOf, type DialogText, type FieldText} from '../text/dialog-text.ts';
import {clampBytes, newestThatFit, partLimits, utf8Bytes} from '../text/fit.ts';
import {fittingCommands} from '../text/message-text.ts';
import {oneLine, plainChat} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import type {ChatForm} from './event.ts';
import {pressAction} from './press-action.ts';
import {
  type ChatWidget,
  commandWidgets,
  kept,
  labelled,
  paragraph,
  riskWidgets,
  stylesOf,
  trimNotice,
} from './widgets.ts';

/** How Google Chat shows a dialog. */
export interface ChatDialogOptions {
  readonly form: ChatForm;
  /** The zone of its times, an IANA name. */
  readonly timeZone?: string | undefined;
  /** Times within half a day of it are shown without their date, epoch ms; absent: each has its date. */
  readonly day?: number;
  /** Where its own button sends the press. */
  readonly interactUrl: string;
  /** True where a dialog is open already: this one takes its place. */
  readonly replaces?: boolean;
}

/**
 * The answer that shows a dialog.
 * - An add-on's card is pushed, or replaces the one that is shown: https://developers.google.com/workspace/add-ons/chat/dialogs
 * - The Chat API's `actionResponse` does both: https://developers.google.com/workspace/chat/dialogs
 */
export function renderChatDialog(
  dialog: Dialog,
  speak: Speak,
  {form, replaces = false, ...options}: ChatDialogOptions,
): JsonObject {
  const card = cardOf(dialog, speak, options);
  if (form === 'interaction') {
    return {actionResponse: {type: 'DIALOG', dialogAction: {dialog: {body: card}}}};
  }
  return {action: {navigations: [replaces ? {updateCard: card} : {pushCard: card}]}};
}

/** The answer that closes an open dialog; `said` is shown for a moment. */
export function closedChatDialog(form: ChatForm, said = ''): JsonObject {
  const text = plainLine(said);
  if (form === 'interaction') {
    const actionStatus = {statusCode: 'OK', ...(text !== '' && {userFacingMessage: text})};
    return {actionResponse: {type: 'DIALOG', dialogAction: {actionStatus}}};
  }
  return {
    action: {
      navigations: [{endNavigation: {action: 'CLOSE_DIALOG'}}],
      ...(text !== '' && {notification: {text}}),
    },
  };
}

/**
 * The answer to a command: a message in the same place that only who asked can see.
 * https://developers.google.com/workspace/chat/create-messages#private ; for an add-on:
 * https://developers.google.com/workspace/add-ons/chat/send-messages
 * @param user `users/NUMBER`.
 */
export function chatAnswer(
  lines: readonly string[],
  {form, user}: {readonly form: ChatForm; readonly user: string},
): JsonObject {
  const text = clampBytes(lines.map(plainLine).join('\n'), answerBytes, () => '…');
  const message = {text, privateMessageViewer: {name: user}};
  if (form === 'interaction') return message;
  return {hostAppDataAction: {chatDataAction: {createMessageAction: {message}}}};
}

/** Half of a message's limit: as JSON, quotes and line ends take twice their room. */
const answerBytes = 15_000;

function cardOf(
  dialog: Dialog,
  speak: Speak,
  {timeZone = 'UTC', day, interactUrl}: Pick<ChatDialogOptions, 'timeZone' | 'day' | 'interactUrl'>,
): JsonObject {
  const styles = stylesOf(timeZone, speak, day);
  const lines = dialogTextOf(dialog, speak, styles.card);
  const {shown, left} = fittingCommands(lines.commands, partLimits.code);
  const more =
    left === 0
      ? lines.more
      : speak(
          phrase('more.steps', {n: left + dialog.more, id: dialog.incident ?? ''}),
          styles.card,
        );
  const widgets: readonly ChatWidget[] = [
    ...paragraph(kept(lines.sentences, partLimits.status).join(' ')),
    ...shown.flatMap(commandWidgets),
    ...paragraph(more),
    ...riskWidgets(lines.risk, speak, styles.card),
    ...paragraph(
      kept(
        lines.facts.map(one => `<b>${one.label}</b> ${one.value}`),
        partLimits.facts,
      ).join('\n'),
    ),
    ...history(lines),
    ...lines.fields.map(one => inputOf(one, speak)),
    ...submitButton(lines, interactUrl, speak),
  ];
  return {header: {title: label(lines.title, speak)}, sections: [{widgets}]};
}

/** So many lines of history are shown, and of these what there is room for. */
const mostNotes = 40;
const historyBytes = 12_000;

function history({notes}: DialogText): readonly ChatWidget[] {
  const all = notes.slice(-mostNotes).map(({at, text}) => labelled(at, text));
  return newestThatFit(all, historyBytes, one => utf8Bytes(JSON.stringify(one)));
}

function inputOf(field: FieldText, speak: Speak): ChatWidget {
  const {name} = field;
  switch (field.kind) {
    case 'choice': {
      const items = field.options.map((one, index) => ({
        text: label(one.label, speak),
        value: one.value,
        selected: index === 0,
      }));
      return {
        selectionInput: {name, label: label(field.label, speak), type: 'DROPDOWN', items},
      };
    }
    case 'text':
      return {
        textInput: {
          name,
          label: label(field.label, speak),
          type: field.maxLength > longestLine ? 'MULTIPLE_LINE' : 'SINGLE_LINE',
          validation: {inputType: 'TEXT', characterLimit: field.maxLength},
        },
      };
  }
}

/** What is longer gets several lines to be written in. */
const longestLine = 80;

const danger = {red: 0.85, green: 0.19, blue: 0.15} as const;

function submitButton(
  {submit}: DialogText,
  interactUrl: string,
  speak: Speak,
): readonly ChatWidget[] {
  if (submit === undefined) return [];
  const button = {
    text: label(submit.label, speak),
    ...(submit.style === 'danger' ? {color: danger} : {type: 'FILLED' as const}),
    onClick: {action: pressAction(submit.value, interactUrl)},
  };
  return [{buttonList: {buttons: [button]}}];
}

/** Titles, labels and the words of buttons are no markup. */
function label(text: string, speak: Speak): string {
  return clampBytes(plainLine(text), partLimits.label, trimNotice(speak));
}

function plainLine(text: string): string {
  return plainChat(oneLine(text));
}
