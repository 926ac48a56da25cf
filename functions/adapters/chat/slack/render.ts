import type {
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type {Message, Note} from '../../../core/ports/message.ts';
import {breakFences, escapeSlack, oneLine} from '../text/sanitise.ts';
import {
  clampCodePoints,
  newestThatFit,
  clampLines,
  type TrimNotice,
  partLimits,
  slackLimits,
} from '../text/fit.ts';
import {type MessageText, messageTextOf, type NoteText, noteTextOf} from '../text/message-text.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';

/** What differs between the channels that show a message. */
export interface SlackOptions {
  /** Notes told in the message itself, for a channel without threads. */
  readonly notes?: readonly Note[];
  /** True when an earlier message of the incident could not be edited any more. */
  readonly continued?: boolean;
}

/**
 * An incident's root message: what is broken, where, what is being done, in this order, so that the
 * first three lines on a phone tell it all. Text is plain text and log sentences are code, hence
 * nothing in it is parsed; links are text links, because a URL button shows a warning in an app that
 * answers no clicks (https://github.com/slackapi/node-slack-sdk/issues/869).
 */
export function renderSlack(
  message: Message,
  speak: Speak,
  {notes = [], continued = false}: SlackOptions = {},
): SlackMessage {
  const lines = messageTextOf(message, speak);
  const trim = slackTrim(speak);
  const footer = continued
    ? `${lines.incident} · ${oneLine(speak(phrase('continued')))}`
    : lines.incident;
  const blocks: readonly SlackBlock[] = [
    {
      type: 'header',
      text: plain(lines.headline, slackLimits.header, trim),
    } satisfies HeaderBlock,
    ...context(lines.context, partLimits.context, trim),
    ...statusSection(lines, speak),
    ...quoteSection(lines, speak),
    ...linkSection(lines, speak),
    ...context(footer, partLimits.footer, trim),
  ];
  return {
    text: plain(`${lines.headline} (${lines.incident})`, partLimits.headline, trim).text,
    blocks: [...blocks, ...noteBlocks(notes, message, speak, blocks)],
  };
}

function statusSection({status}: MessageText, speak: Speak): readonly SlackBlock[] {
  return status === '' ? [] : [section(plain(status, partLimits.status, slackTrim(speak)))];
}

function quoteSection({quote}: MessageText, speak: Speak): readonly SlackBlock[] {
  if (quote === '') return [];
  const label = escapeSlack(oneLine(speak(phrase('log-entry'))));
  const code = fenced(quote, partLimits.quote, slackTrim(speak));
  return [section({...code, text: `${label}\n${code.text}`})];
}

function linkSection(lines: MessageText, speak: Speak): readonly SlackBlock[] {
  const parts: string[] = [];
  let room = slackLimits.section - partLimits.note;
  for (const {label, url} of lines.links) {
    const words = clampCodePoints(
      breakFences(escapeSlack(label)),
      partLimits.label,
      slackTrim(speak),
    );
    const link = `<${escapeSlack(url)}|${words}>`;
    if (link.length > room) continue;
    room -= link.length;
    parts.push(link);
  }
  const n = lines.links.length - parts.length + lines.linksLeftOut;
  if (n > 0) parts.push(escapeSlack(oneLine(speak(phrase('more.links', {n})))));
  if (parts.length === 0) return [];
  return [section({type: 'mrkdwn', text: parts.join(' · '), verbatim: true})];
}

/** The notes that an incident's thread has not told yet, as one reply; the newest win the room. */
export function renderSlackNotes(
  notes: readonly Note[],
  message: Message,
  speak: Speak,
): SlackMessage {
  const last = notes.at(-1);
  const text = last === undefined ? '' : noteLine(noteTextOf(last, message, speak));
  return {
    text: plain(text, partLimits.headline, slackTrim(speak)).text,
    blocks: noteBlocks(notes, message, speak, []),
  };
}

/** The blocks of notes in a message that already has the blocks `before`. */
function noteBlocks(
  notes: readonly Note[],
  message: Message,
  speak: Speak,
  before: readonly SlackBlock[],
): readonly SlackBlock[] {
  if (notes.length === 0) return [];
  const trim = slackTrim(speak);
  const told = notes.slice(-partLimits.notes).map(note => {
    const words = noteTextOf(note, message, speak);
    const text = section(plain(noteLine(words), partLimits.note, trim));
    if (words.code === '') return [text];
    return [text, section(fenced(words.code, partLimits.code, trim))];
  });
  const leftOut = (n: number) =>
    context(oneLine(speak(phrase('more.notes', {n}))), partLimits.footer, trim);
  const room = slackLimits.allBlocks - blocksSize(before) - blocksSize(leftOut(notes.length));
  const shown = newestThatFit(told, room, blocksSize);
  const missing = notes.length - shown.length;
  return [...(missing === 0 ? [] : leftOut(missing)), ...shown.flat()];
}

function noteLine({at, text}: NoteText): string {
  return `${at} · ${text}`;
}

/** Text that Slack does not parse, but for the three escaped characters. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** Text with markup; `verbatim` keeps Slack from turning bare URLs and names into links. */
export interface Markup {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

/** The Block Kit blocks in use: https://docs.slack.dev/reference/block-kit/blocks */
type SlackBlock =
  | {readonly type: 'header'; readonly text: PlainText}
  | {readonly type: 'section'; readonly text: PlainText | Markup}
  | {readonly type: 'context'; readonly elements: readonly PlainText[]};

/** What `chat.postMessage` and an incoming webhook take; `text` is what a notification shows. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Plain text, escaped and then cut to `max`. */
function plain(text: string, max: number, trim: TrimNotice): PlainText {
  const clamped = clampCodePoints(escapeSlack(text), max, trim);
  return {type: 'plain_text', text: clamped, emoji: false} satisfies PlainTextElement;
}

/** A code block, its text escaped and then cut to `max`. */
function fenced(text: string, max: number, trim: TrimNotice): Markup {
  const code = clampLines(breakFences(escapeSlack(text)), max, trim);
  const block = `\`\`\`\n${code}\n\`\`\``;
  return {type: 'mrkdwn', text: block, verbatim: true} satisfies MrkdwnElement;
}

/** A section block. */
function section(text: PlainText | Markup): SlackBlock {
  return {type: 'section', text} satisfies SectionBlock;
}

/** A context block, or none: Slack refuses empty text. */
function context(text: string, max: number, trim: TrimNotice): readonly SlackBlock[] {
  if (text === '') return [];
  return [{type: 'context', elements: [plain(text, max, trim)]} satisfies ContextBlock];
}

/** The words for what a cut left out, escaped for Slack. */
function slackTrim(speak: Speak): TrimNotice {
  return n => escapeSlack(oneLine(speak(phrase('trimmed', {n}))));
}

/** The size that Slack's limit on all blocks is held against, at its most cautious reading. */
function blocksSize(blocks: readonly SlackBlock[]): number {
  return JSON.stringify(blocks).length;
}
