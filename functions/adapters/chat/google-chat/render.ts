import type {Message, Note} from '../../../core/ports/message.ts';
import {wireId} from '../delivery/delivery-state.ts';
import {
  clampBytes,
  clampLines,
  googleChatLimits,
  newestThatFit,
  partLimits,
  type TrimNotice,
  utf8Bytes,
} from '../text/fit.ts';
import {foldCommand} from '../text/fold-command.ts';
import {
  type Command,
  fittingCommands,
  type MessageText,
  messageTextOf,
  noteTextOf,
} from '../text/message-text.ts';
import {defanged, escapeCard, oneLine, plainChat} from '../text/sanitise.ts';
import {clock} from '../text/time.ts';
import type {Speak, Style} from '../text/translate.ts';
import {phrase} from '../texts.ts';

interface LinkButton {
  readonly text: string;
  readonly onClick: {readonly openLink: {readonly url: string}};
}

/** The card widgets in use: https://developers.google.com/workspace/chat/api/reference/rest/v1/cards */
export type ChatWidget =
  | {readonly textParagraph: {readonly text: string}}
  | {
      readonly decoratedText: {
        readonly topLabel?: string;
        readonly text: string;
        readonly wrapText: true;
      };
    }
  | {readonly buttonList: {readonly buttons: readonly LinkButton[]}};

interface ChatSection {
  readonly header?: string;
  readonly collapsible?: true;
  readonly uncollapsibleWidgetsCount?: number;
  readonly widgets: readonly ChatWidget[];
}

/** The body of `spaces.messages.create`. */
export interface ChatMessage {
  readonly thread: {readonly threadKey: string};
  readonly text: string;
  readonly fallbackText: string;
  readonly cardsV2: readonly {
    readonly cardId: string;
    readonly card: {readonly sections: readonly ChatSection[]};
  }[];
}

/** How Google Chat shows a message. */
export interface ChatOptions {
  /** Notes shown in the same post, after the facts; the newest win the room. */
  readonly notes?: readonly Note[];
  /** The zone of its times, an IANA name. */
  readonly timeZone?: string | undefined;
  /** Whom it calls, as Google Chat writes it; empty for nobody. */
  readonly calls?: string;
}

/** More of one value tells nobody anything. */
const longestValue = 300;

/**
 * A message for Google Chat. A webhook cannot edit, so each message of the thread stands for itself: its first
 * line, the text above the card, is the whole state, and notifications read it out. Then who caused it and what
 * is asked, the commands, the facts and the history.
 */
export function renderGoogleChat(
  message: Message,
  speak: Speak,
  {notes = [], timeZone = 'UTC', calls = ''}: ChatOptions = {},
): ChatMessage {
  const time = clock(timeZone, message.day);
  const styles: Styles = {
    card: {time, value: raw => escapeCard(short(raw, speak))},
    plain: {time, value: raw => plainChat(short(raw, speak))},
  };
  const {tone, headline} = messageTextOf(message, speak, styles.plain);
  const text = clampBytes(`${tone} · ${headline}`, partLimits.headline, trimNotice(speak));
  const lines = messageTextOf(message, speak, styles.card);
  const facts = sectionsOf(message, lines, styles, speak);
  const build = (history: readonly ChatWidget[]): ChatMessage => ({
    thread: {threadKey: wireId(message.incident)},
    text: calls === '' ? text : `${calls} ${text}`,
    fallbackText: text,
    cardsV2: [
      {cardId: 'incident', card: {sections: [...facts, ...historySection(history, speak)]}},
    ],
  });
  const leftOut = (n: number): ChatWidget => ({
    textParagraph: {text: speak(phrase('more.notes', {n}))},
  });
  const newest = notes.slice(-partLimits.notes);
  const told = newest.map(note => noteWidget(note, styles.card, speak));
  const room = googleChatLimits.messageBytes - jsonBytes(build([leftOut(notes.length)]));
  const shown = newestThatFit(told, room, one => jsonBytes(one) + 1);
  const missing = notes.length - shown.length;
  // The newest first: of a folded section people see only the first.
  return build([...[...shown].reverse(), ...(missing === 0 ? [] : [leftOut(missing)])]);
}

interface Styles {
  readonly card: Style;
  readonly plain: Style;
}

function short(raw: string, speak: Speak): string {
  return clampBytes(defanged(oneLine(raw)), longestValue, trimNotice(speak));
}

function sectionsOf(
  message: Message,
  lines: MessageText,
  styles: Styles,
  speak: Speak,
): readonly ChatSection[] {
  const {card: style} = styles;
  const {shown, left} = fittingCommands(lines.commands, partLimits.code);
  const n = left + (message.ask?.more ?? 0);
  const more =
    left === 0 ? lines.more : speak(phrase('more.steps', {n, id: message.incident}), style);
  const first: ChatWidget[] = [
    ...paragraph(kept(lines.sentences, partLimits.status).join(' ')),
    ...shown.flatMap(commandWidgets),
    ...paragraph(more),
    ...(lines.risk === '' ? [] : [labelled(speak(phrase('risk'), style), lines.risk)]),
    ...lines.answers.flatMap(commandWidgets),
    ...paragraph(kept(lines.done, partLimits.done).join('\n')),
    ...buttons(lines, speak),
  ];
  const facts = kept(
    lines.facts.map(({label, value}) => `<b>${label}</b> ${value}`),
    partLimits.facts,
  );
  const second: ChatWidget[] = [
    ...paragraph(facts.join('\n')),
    ...paragraph(kept(lines.footer, partLimits.footer).join(' · ')),
  ];
  return [first, second].filter(one => one.length > 0).map(widgets => ({widgets}));
}

function historySection(widgets: readonly ChatWidget[], speak: Speak): readonly ChatSection[] {
  if (widgets.length === 0) return [];
  const header = speak(phrase('history'));
  if (widgets.length === 1) return [{header, widgets}];
  return [{header, collapsible: true, uncollapsibleWidgetsCount: 1, widgets}];
}

function paragraph(text: string): readonly ChatWidget[] {
  return text === '' ? [] : [{textParagraph: {text: text.replaceAll('\n', '<br>')}}];
}

function labelled(topLabel: string, text: string): ChatWidget {
  return {decoratedText: {topLabel, text, wrapText: true}};
}

/**
 * A command in a paragraph of its own: cards have no monospace that is documented for webhooks. Only what HTML
 * asks for is escaped, so that what is copied is the command.
 */
function commandWidgets({title, code}: Command): readonly ChatWidget[] {
  const folded = code
    .split('\n')
    .map(one => foldCommand(one))
    .join('\n');
  const shown = escapeCard(folded).replaceAll('\n', '<br>');
  return [...(title === '' ? [] : paragraph(`<b>${title}</b>`)), ...paragraph(shown)];
}

/** Whole texts, as many as there is room for. */
function kept(texts: readonly string[], most: number): readonly string[] {
  let room = most;
  return texts.filter(one => (room -= utf8Bytes(one) + 1) >= 0);
}

function buttons(lines: MessageText, speak: Speak): readonly ChatWidget[] {
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

function trimNotice(speak: Speak): TrimNotice {
  return n => speak(phrase('trimmed', {n}));
}

function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
