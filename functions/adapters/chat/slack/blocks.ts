import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import {foldCommand} from '../text/fold-command.ts';
import type {Command} from '../text/message-text.ts';

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

/** A piece of rich text, which is shown as it is: nothing in it is parsed or has to be escaped. */
export interface RichText {
  readonly type: 'text';
  readonly text: string;
  readonly style?: {readonly bold: true};
}

/** A part of a rich text block: a line, or a code block. */
export interface RichPart {
  readonly type: 'rich_text_section' | 'rich_text_preformatted';
  readonly elements: readonly RichText[];
}

/** The Block Kit blocks in use: https://docs.slack.dev/reference/block-kit/blocks */
export type SlackBlock =
  | {readonly type: 'header'; readonly text: PlainText}
  /** `expand`: Slack folds nothing of it. */
  | {readonly type: 'section'; readonly text: Markup; readonly expand: true}
  | {readonly type: 'section'; readonly fields: readonly Markup[]; readonly expand: true}
  | {readonly type: 'context'; readonly elements: readonly Markup[]}
  | {readonly type: 'rich_text'; readonly elements: readonly RichPart[]}
  | {readonly type: 'actions'; readonly elements: readonly SlackButton[]};

/** A button whose click comes back to us; `action_id` and `value` say what it stands for. */
export interface SlackButton {
  readonly type: 'button';
  readonly text: PlainText;
  readonly action_id: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

/** The one attachment: a bar in the colour of the state, with what Slack may fold. */
export interface SlackAttachment {
  readonly color: string;
  readonly fallback: string;
  readonly blocks: readonly SlackBlock[];
}

/** What `chat.postMessage` and an incoming webhook take; `text` is what a notification shows. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly attachments: readonly SlackAttachment[];
}

/** The headline's block; Slack refuses more than 150 characters. */
export function header(text: string): SlackBlock {
  const plain = {type: 'plain_text', text, emoji: false} satisfies PlainTextElement;
  return {type: 'header', text: plain} satisfies HeaderBlock;
}

/** Mrkdwn, as it is. */
function markup(text: string): Markup {
  return {type: 'mrkdwn', text, verbatim: true} satisfies MrkdwnElement;
}

/** A section that is never folded, or none: Slack refuses empty text. */
export function section(text: string): readonly SlackBlock[] {
  if (text === '') return [];
  return [{type: 'section', text: markup(text), expand: true} satisfies SectionBlock];
}

/** Facts in two columns; Slack takes ten. */
export function fields(texts: readonly string[]): readonly SlackBlock[] {
  const blocks: SlackBlock[] = [];
  for (let from = 0; from < texts.length; from += mostFields) {
    const some = texts.slice(from, from + mostFields).map(markup);
    blocks.push({type: 'section', fields: some, expand: true} satisfies SectionBlock);
  }
  return blocks;
}

const mostFields = 10;

/** Buttons in a row, or none; Slack takes 25. */
export function actions(buttons: readonly SlackButton[]): readonly SlackBlock[] {
  if (buttons.length === 0) return [];
  const elements = buttons.map(one => one satisfies Button);
  const block = {type: 'actions', elements} as const;
  block satisfies Readonly<{type: ActionsBlock['type']}>;
  return [block];
}

/** Small text, or none. */
export function context(text: string): readonly SlackBlock[] {
  if (text === '') return [];
  return [{type: 'context', elements: [markup(text)]} satisfies ContextBlock];
}

/** Commands, each with its title where it has one, byte for byte but for lines that a shell joins again. */
export function commandBlocks(commands: readonly Command[]): readonly SlackBlock[] {
  const elements = commands.flatMap(({title, code}): readonly RichPart[] => [
    ...(title === '' ? [] : [line(title)]),
    ...(code === '' ? [] : [preformatted(folded(code))]),
  ]);
  return elements.length === 0 ? [] : [richText(elements)];
}

function folded(code: string): string {
  const lines = code.split('\n');
  return lines.map(one => foldCommand(one)).join('\n');
}

/** Text as it is, in a code block; commands in it are folded. */
export function codeBlock(text: string): SlackBlock {
  return richText([preformatted(folded(text))]);
}

/** Text from outside under a title of ours, shown as it is. */
export function quoteBlock(title: string, text: string): SlackBlock {
  return richText([line(title), preformatted(text)]);
}

function line(text: string): RichPart {
  return {type: 'rich_text_section', elements: [{type: 'text', text, style: {bold: true}}]};
}

function preformatted(text: string): RichPart {
  return {type: 'rich_text_preformatted', elements: [{type: 'text', text}]};
}

function richText(elements: readonly RichPart[]): SlackBlock {
  const block = {type: 'rich_text', elements} as const;
  // Slack's own type has lists that can be changed.
  block satisfies Readonly<{type: RichTextBlock['type']}>;
  return block;
}

/** The size that Slack's limit on all blocks is held against, at its most cautious reading. */
export function blocksSize(blocks: readonly SlackBlock[]): number {
  return JSON.stringify(blocks).length;
}
