import type {Message, Note} from '../../../core/message.ts';
import {breakFences, escapeSlack} from '../text/escape.ts';
import {clampCodePoints} from '../text/fit.ts';
import {partLimits, slackLimits} from '../text/limits.ts';
import {type Lines, linesOf} from '../text/message-text.ts';
import {oneLine} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {
  context,
  fenced,
  plain,
  section,
  type SlackBlock,
  type SlackMessage,
  slackTrim,
} from './blocks.ts';
import {noteBlocks} from './render-notes.ts';

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
  const lines = linesOf(message, speak);
  const trim = slackTrim(speak);
  const footer = continued
    ? `${lines.incident} · ${oneLine(speak(phrase('continued')))}`
    : lines.incident;
  const blocks: readonly SlackBlock[] = [
    {type: 'header', text: plain(lines.headline, slackLimits.header, trim)},
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

function statusSection({status}: Lines, speak: Speak): readonly SlackBlock[] {
  return status === '' ? [] : [section(plain(status, partLimits.status, slackTrim(speak)))];
}

function quoteSection({quote}: Lines, speak: Speak): readonly SlackBlock[] {
  if (quote === '') return [];
  const label = escapeSlack(oneLine(speak(phrase('log-entry'))));
  const code = fenced(quote, partLimits.quote, slackTrim(speak));
  return [section({...code, text: `${label}\n${code.text}`})];
}

function linkSection(lines: Lines, speak: Speak): readonly SlackBlock[] {
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
