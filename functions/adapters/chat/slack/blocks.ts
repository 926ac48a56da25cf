import {breakFences, escapeSlack} from '../text/escape.ts';
import {clampCodePoints, clampLines, type TrimNotice} from '../text/fit.ts';
import {oneLine} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';

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
export type SlackBlock =
  | {readonly type: 'header'; readonly text: PlainText}
  | {readonly type: 'section'; readonly text: PlainText | Markup}
  | {readonly type: 'context'; readonly elements: readonly PlainText[]};

/** What `chat.postMessage` and an incoming webhook take; `text` is what a notification shows. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Plain text, escaped and then cut to `max`. */
export function plain(text: string, max: number, trim: TrimNotice): PlainText {
  return {type: 'plain_text', text: clampCodePoints(escapeSlack(text), max, trim), emoji: false};
}

/** A code block, its text escaped and then cut to `max`. */
export function fenced(text: string, max: number, trim: TrimNotice): Markup {
  const code = clampLines(breakFences(escapeSlack(text)), max, trim);
  return {type: 'mrkdwn', text: `\`\`\`\n${code}\n\`\`\``, verbatim: true};
}

/** A section block. */
export function section(text: PlainText | Markup): SlackBlock {
  return {type: 'section', text};
}

/** A context block, or none: Slack refuses empty text. */
export function context(text: string, max: number, trim: TrimNotice): readonly SlackBlock[] {
  return text === '' ? [] : [{type: 'context', elements: [plain(text, max, trim)]}];
}

/** The words for what a cut left out, escaped for Slack. */
export function slackTrim(speak: Speak): TrimNotice {
  return n => escapeSlack(oneLine(speak(phrase('trimmed', {n}))));
}

/** The size that Slack's limit on all blocks is held against, at its most cautious reading. */
export function blocksSize(blocks: readonly SlackBlock[]): number {
  return JSON.stringify(blocks).length;
}
