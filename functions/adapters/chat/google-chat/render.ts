import type {JsonObject} from '../../../core/lib/json.ts';
import type {Message, Note} from '../../../core/ports/message.ts';
import {wireId} from '../delivery/delivery-state.ts';
import {buttonTexts} from '../text/dialog-text.ts';
import {
  clampBytes,
  clampLines,
  googleChatLimits,
  newestThatFit,
  partLimits,
  utf8Bytes,
} from '../text/fit.ts';
import {
  fittingCommands,
  type MessageText,
  messageTextOf,
  noteTextOf,
} from '../text/message-text.ts';
import {defanged, escapeCard, sanitise} from '../text/sanitise.ts';
import type {Speak, Style} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {pressAction} from './press-action.ts';
import {
  type ChatButton,
  type ChatSection,
  type ChatWidget,
  commandWidgets,
  jsonBytes,
  kept,
  labelled,
  paragraph,
  riskWidgets,
  type Styles,
  stylesOf,
  trimNotice,
} from './widgets.ts';

/** What a message shows: https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages */
export interface ChatContent extends JsonObject {
  /** Absent: the cards are all. */
  readonly text?: string;
  readonly fallbackText: string;
  readonly cardsV2: readonly {
    readonly cardId: string;
    readonly card: {readonly sections: readonly ChatSection[]};
  }[];
}

/** A message of a webhook, with the key of the thread that it goes to. */
export interface ChatMessage extends ChatContent {
  readonly thread: {readonly threadKey: string};
  readonly text: string;
}

/** How Google Chat shows a message. */
export interface ChatOptions {
  /** Notes shown in the same post, after the facts; the newest win the room. */
  readonly notes?: readonly Note[];
  /** The zone of its times, an IANA name. */
  readonly timeZone?: string | undefined;
  /** Whom it calls, as Google Chat writes it; empty for nobody. */
  readonly calls?: string;
  /** Where the thread tells the history: the message has none. */
  readonly threaded?: boolean;
  /** True when an earlier message of the incident is gone. */
  readonly continued?: boolean;
  /** Where clicks go; absent: the message has no buttons to press. */
  readonly interactUrl?: string | undefined;
}

/**
 * A message of a webhook. It cannot edit, so each message of the thread stands for itself: its first line, the
 * text above the card, is the whole state, and notifications read it out. Then who caused it and what is asked,
 * the commands, the facts and the history.
 */
export function renderGoogleChat(
  message: Message,
  speak: Speak,
  options: Pick<ChatOptions, 'notes' | 'timeZone' | 'calls'> = {},
): ChatMessage {
  return {
    thread: {threadKey: wireId(message.incident)},
    ...renderContent(message, speak, options),
  };
}

/** The root message of the app, which is edited; its thread tells the history. */
export function renderChatRoot(
  message: Message,
  speak: Speak,
  options: Omit<ChatOptions, 'notes' | 'threaded'>,
): ChatContent {
  return renderContent(message, speak, {...options, threaded: message.notes.length > 0});
}

function renderContent(
  message: Message,
  speak: Speak,
  {notes = [], timeZone = 'UTC', calls = '', ...options}: ChatOptions,
): ChatContent & {readonly text: string} {
  const styles = stylesOf(timeZone, speak, message.day);
  const text = titleOf(message, styles, speak);
  const lines = messageTextOf(message, speak, styles.card);
  const facts = sectionsOf(message, lines, {styles, ...options}, speak);
  const build = (history: readonly ChatWidget[]) => ({
    text: calls === '' ? text : `${calls} ${text}`,
    fallbackText: text,
    cardsV2: [
      {cardId: 'incident', card: {sections: [...facts, ...historySection(history, speak)]}},
    ],
  });
  // Two, because a history of more than one is folded, and the words for that take room too.
  const room = (left: ChatWidget) =>
    googleChatLimits.messageBytes -
    jsonBytes({thread: {threadKey: wireId(message.incident)}, ...build([left, left])});
  const told = noteWidgets(notes, styles.card, speak, room);
  // The newest first: of a folded section people see only the first.
  return build([...[...told.shown].reverse(), ...told.leftOut]);
}

/**
 * The notes that the app's thread has not told yet, as one reply; the newest win the room. The first reply also
 * holds the log sentence that started it.
 */
export function renderChatNotes(
  notes: readonly Note[],
  message: Message,
  speak: Speak,
  {
    first = false,
    timeZone = 'UTC',
  }: {readonly first?: boolean; readonly timeZone?: string | undefined},
): ChatContent {
  const styles = stylesOf(timeZone, speak, message.day);
  const quote = first ? sanitise(message.quote ?? '').trim() : '';
  const entry: readonly ChatWidget[] =
    quote === ''
      ? []
      : [
          labelled(
            speak(phrase('log-entry')),
            clampLines(
              escapeCard(defanged(quote)),
              partLimits.quote,
              trimNotice(speak),
              utf8Bytes,
            ).replaceAll('\n', '<br>'),
          ),
        ];
  const build = (widgets: readonly ChatWidget[]) => ({
    fallbackText: titleOf(message, styles, speak),
    cardsV2: [{cardId: 'notes', card: {sections: [{widgets: [...widgets, ...entry]}]}}],
  });
  const room = (left: ChatWidget) => replyBytes - jsonBytes(build([left]));
  const {shown, leftOut} = noteWidgets(notes, styles.card, speak, room);
  return build([...leftOut, ...shown]);
}

/** A line that calls people: an edit notifies nobody, a reply does. */
export function renderChatCall(message: Message, speak: Speak, calls: string): ChatContent {
  const text = titleOf(message, stylesOf('UTC', speak, message.day), speak);
  return {text: `${calls} ${text}`, fallbackText: text, cardsV2: []};
}

/** A reply names its thread, too. */
const replyBytes = googleChatLimits.messageBytes - 500;

/** The notes that there is room for, oldest first, and what says that there are more. */
function noteWidgets(
  notes: readonly Note[],
  style: Style,
  speak: Speak,
  roomBeside: (leftOut: ChatWidget) => number,
): {readonly shown: readonly ChatWidget[]; readonly leftOut: readonly ChatWidget[]} {
  const leftOut = (n: number): ChatWidget => ({
    textParagraph: {text: speak(phrase('more.notes', {n}))},
  });
  const told = notes.slice(-partLimits.notes).map(note => noteWidget(note, style, speak));
  const room = roomBeside(leftOut(notes.length));
  const shown = newestThatFit(told, room, one => jsonBytes(one) + 1);
  const missing = notes.length - shown.length;
  return {shown, leftOut: missing === 0 ? [] : [leftOut(missing)]};
}

/** The state and the headline in plain text. */
function titleOf(message: Message, styles: Styles, speak: Speak): string {
  const {tone, headline} = messageTextOf(message, speak, styles.plain);
  return clampBytes(`${tone} · ${headline}`, partLimits.headline, trimNotice(speak));
}

function sectionsOf(
  message: Message,
  lines: MessageText,
  {
    styles: {card: style},
    threaded = false,
    continued = false,
    interactUrl,
  }: ChatOptions & {readonly styles: Styles},
  speak: Speak,
): readonly ChatSection[] {
  const {shown, left} = fittingCommands(lines.commands, partLimits.code);
  const n = left + (message.ask?.more ?? 0);
  const more =
    left === 0 ? lines.more : speak(phrase('more.steps', {n, id: message.incident}), style);
  const isClicked =
    interactUrl !== undefined && message.buttons?.verbs.includes('approve') === true;
  const row = interactUrl === undefined ? [] : pressButtons(message, interactUrl, speak);
  const first: ChatWidget[] = [
    ...paragraph(kept(lines.sentences, partLimits.status).join(' ')),
    // What asks for an answer has its buttons next; what says "run this" has the command next.
    ...(isClicked ? row : []),
    ...shown.flatMap(commandWidgets),
    ...paragraph(more),
    ...riskWidgets(lines.risk, speak, style),
    ...(isClicked ? [] : [...lines.answers.flatMap(commandWidgets), ...row]),
    ...paragraph(kept(lines.done, partLimits.done).join('\n')),
    ...links(lines, speak),
  ];
  const facts = kept(
    lines.facts.map(({label, value}) => `<b>${label}</b> ${value}`),
    partLimits.facts,
  );
  const footer = [
    ...(continued ? [speak(phrase('continued'))] : []),
    ...lines.footer,
    ...(threaded ? [speak(phrase('history.thread'))] : []),
  ];
  const second: ChatWidget[] = [
    ...paragraph(facts.join('\n')),
    ...paragraph(kept(footer, partLimits.footer).join(' · ')),
  ];
  return [first, second].filter(one => one.length > 0).map(widgets => ({widgets}));
}

function historySection(widgets: readonly ChatWidget[], speak: Speak): readonly ChatSection[] {
  if (widgets.length === 0) return [];
  const header = speak(phrase('history'));
  if (widgets.length === 1) return [{header, widgets}];
  return [{header, collapsible: true, uncollapsibleWidgetsCount: 1, widgets}];
}

/** What people can press; each opens a dialog of its own. */
function pressButtons(
  {buttons}: Message,
  interactUrl: string,
  speak: Speak,
): readonly ChatWidget[] {
  if (buttons === undefined || buttons.verbs.length === 0) return [];
  const all = buttonTexts(buttons, speak).map(({verb, label, value}): ChatButton => ({
    text: clampBytes(label, partLimits.label, trimNotice(speak)),
    ...(verb === 'approve' && {type: 'FILLED' as const}),
    onClick: {action: {...pressAction(value, interactUrl), interaction: 'OPEN_DIALOG'}},
  }));
  return [{buttonList: {buttons: all}}];
}

function links(lines: MessageText, speak: Speak): readonly ChatWidget[] {
  const all = lines.links.map(({label, url}) => ({
    text: clampBytes(label, partLimits.label, trimNotice(speak)),
    onClick: {openLink: {url}},
  }));
  return [
    ...(all.length === 0 ? [] : [{buttonList: {buttons: all}}]),
    ...(lines.linksLeftOut === 0
      ? []
      : paragraph(speak(phrase('more.links', {n: lines.linksLeftOut})))),
  ];
}

function noteWidget(note: Note, style: Style, speak: Speak): ChatWidget {
  const {at, text, commands, code} = noteTextOf(note, speak, style);
  const shown = clampLines(escapeCard(code), partLimits.code, trimNotice(speak), utf8Bytes);
  const parts = [text, ...commands.map(escapeCard), shown].filter(one => one !== '');
  return labelled(at, parts.join('\n').replaceAll('\n', '<br>'));
}
