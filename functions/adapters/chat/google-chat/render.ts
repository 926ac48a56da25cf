import type {Message, Note} from '../../../core/ports/message.ts';
import {wireId} from '../delivery/delivery-state.ts';
import {escapeCard, plainChat, oneLine} from '../text/sanitise.ts';
import {
  clampBytes,
  clampLines,
  type TrimNotice,
  utf8Bytes,
  newestThatFit,
  googleChatLimits,
  partLimits,
} from '../text/fit.ts';
import {type MessageText, messageTextOf, noteTextOf} from '../text/message-text.ts';
import type {Speak} from '../text/translate.ts';
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
  readonly widgets: readonly ChatWidget[];
}

/** The body of `spaces.messages.create`. */
export interface ChatMessage {
  readonly thread: {readonly threadKey: string};
  readonly text: string;
  readonly fallbackText: string;
  readonly cardsV2: readonly {
    readonly cardId: string;
    readonly card: {
      readonly header: {readonly title: string; readonly subtitle: string};
      readonly sections: readonly ChatSection[];
    };
  }[];
}

/**
 * A message for Google Chat. The headline is the text above the card, where it is shown in full and
 * read out in notifications; the card's own header has one line each for tone and incident.
 * @param notes told in the same post, after the facts; the newest win the room.
 */
export function renderGoogleChat(
  message: Message,
  speak: Speak,
  notes: readonly Note[] = [],
): ChatMessage {
  const lines = messageTextOf(message, speak);
  const facts = factWidgets(lines, speak);
  const build = (history: readonly ChatWidget[]): ChatMessage => {
    const text = clampBytes(plainChat(lines.headline), partLimits.headline, plainTrim(speak));
    const header = escapeCard(oneLine(speak(phrase('history'))));
    const sections: ChatSection[] = facts.length === 0 ? [] : [{widgets: facts}];
    if (history.length > 0) sections.push({header, widgets: history});
    return {
      thread: {threadKey: wireId(message.incident)},
      text,
      fallbackText: text,
      cardsV2: [{cardId: 'incident', card: {header: cardHeader(lines, speak), sections}}],
    };
  };
  const leftOut = (n: number): ChatWidget => ({
    textParagraph: {text: escapeCard(oneLine(speak(phrase('more.notes', {n}))))},
  });
  const newest = notes.slice(-partLimits.notes);
  const told = newest.map(note => noteWidget(note, message, speak));
  const room = googleChatLimits.messageBytes - jsonBytes(build([leftOut(notes.length)]));
  const shown = newestThatFit(told, room, one => jsonBytes(one) + 1);
  const missing = notes.length - shown.length;
  return build([...(missing === 0 ? [] : [leftOut(missing)]), ...shown]);
}

function cardHeader(lines: MessageText, speak: Speak) {
  const short = (text: string) => clampBytes(plainChat(text), partLimits.footer, plainTrim(speak));
  return {title: short(lines.tone), subtitle: short(lines.incident)};
}

function factWidgets(lines: MessageText, speak: Speak): readonly ChatWidget[] {
  const trim = cardTrim(speak);
  const widgets: ChatWidget[] = [];
  if (lines.context !== '') {
    widgets.push({textParagraph: {text: card(lines.context, partLimits.context, trim)}});
  }
  if (lines.status !== '') {
    const text = card(lines.status, partLimits.status, trim);
    widgets.push({decoratedText: {text, wrapText: true}});
  }
  if (lines.quote !== '') {
    const topLabel = escapeCard(oneLine(speak(phrase('log-entry'))));
    const text = card(lines.quote, partLimits.quote, trim);
    widgets.push({decoratedText: {topLabel, text, wrapText: true}});
  }
  const buttons = lines.links.map(({label, url}) => ({
    text: clampBytes(plainChat(label), partLimits.label, plainTrim(speak)),
    onClick: {openLink: {url}},
  }));
  if (buttons.length > 0) widgets.push({buttonList: {buttons}});
  if (lines.linksLeftOut > 0) {
    const more = oneLine(speak(phrase('more.links', {n: lines.linksLeftOut})));
    widgets.push({textParagraph: {text: escapeCard(more)}});
  }
  return widgets;
}

function noteWidget(note: Note, message: Message, speak: Speak): ChatWidget {
  const trim = cardTrim(speak);
  const {at, text, code} = noteTextOf(note, message, speak);
  const told = card(text, partLimits.note, trim);
  const shown = clampLines(escapeCard(code), partLimits.code, trim, utf8Bytes);
  const whole = code === '' ? told : `${told}\n${shown}`;
  return {decoratedText: {topLabel: escapeCard(at), text: whole, wrapText: true}};
}

function card(text: string, max: number, trim: TrimNotice): string {
  return clampBytes(escapeCard(text), max, trim);
}

function cardTrim(speak: Speak): TrimNotice {
  return n => escapeCard(oneLine(speak(phrase('trimmed', {n}))));
}

function plainTrim(speak: Speak): TrimNotice {
  return n => plainChat(oneLine(speak(phrase('trimmed', {n}))));
}

function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
