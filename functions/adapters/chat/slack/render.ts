import type {Verb} from '../../../core/incident/verb.ts';
import type {Buttons, Message, Note, Tone} from '../../../core/ports/message.ts';
import {buttonTexts} from '../text/dialog-text.ts';
import {
  clampCodePoints,
  clampLines,
  clampUnits,
  codePoints,
  newestThatFit,
  partLimits,
  slackLimits,
  type TrimNotice,
} from '../text/fit.ts';
import {
  type Command,
  fittingCommands,
  type MessageText,
  messageTextOf,
  noteTextOf,
  sizeOf,
} from '../text/message-text.ts';
import {escapeSlack, sanitise} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {
  actions,
  blocksSize,
  codeBlock,
  commandBlocks,
  context,
  fields,
  header,
  quoteBlock,
  section,
  type SlackBlock,
  type SlackButton,
  type SlackMessage,
} from './blocks.ts';
import {closed, mrkdwn, plainSlack, richText} from './style.ts';

/** What differs between the channels that show a message. */
export interface SlackOptions {
  /** Notes shown in the message itself, for a channel without threads. */
  readonly notes?: readonly Note[];
  /** True when an earlier message of the incident could not be edited any more. */
  readonly continued?: boolean;
  /** Whom it calls, as Slack writes it; empty for nobody. */
  readonly calls?: string;
  /** True where clicks come back: then buttons answer what else commands answer. */
  readonly clickable?: boolean;
}

/** The bar of each state; its word says the same. */
const colours: Readonly<Record<Tone, string>> = {
  checking: '#ECB22E',
  repairing: '#ECB22E',
  verifying: '#ECB22E',
  fixed: '#2EB67D',
  approval: '#8E44AD',
  action: '#E01E5A',
  undone: '#E8912D',
  unchanged: '#868686',
  quiet: '#868686',
  silenced: '#868686',
  unsilenced: '#868686',
};

/**
 * An incident's root message: state and headline, who caused it and what is asked, the commands, what they
 * risk, what was done; then, in the one attachment that Slack may fold, facts and counts. Links are text
 * links: a URL button comes back as a click, and shows a warning in an app that answers none
 * (https://github.com/slackapi/node-slack-sdk/issues/869).
 */
export function renderSlack(
  message: Message,
  speak: Speak,
  {notes = [], continued = false, calls = '', clickable = false}: SlackOptions = {},
): SlackMessage {
  const lines = messageTextOf(message, speak, mrkdwn(message.day), richText(message.day));
  const title = titleOf(message, speak);
  const buttons = clickable && message.buttons !== undefined ? message.buttons : undefined;
  const answersByClick = buttons?.verbs.includes('approve') === true;
  const answers = answersByClick ? [] : lines.answers;
  const shown = shownCommands(message, {...lines, answers}, speak);
  const row = actions(buttons === undefined ? [] : slackButtons(buttons, speak));
  const blocks: readonly SlackBlock[] = [
    header(title),
    ...section(calls),
    ...section(kept(lines.sentences, partLimits.status, ' ')),
    // What asks for an answer has its buttons next; what says "run this" has the command next.
    ...(answersByClick ? row : []),
    ...commandBlocks(shown.commands),
    ...section(riskOf(lines, shown.more, speak)),
    ...commandBlocks(answers),
    ...(answersByClick ? [] : row),
    ...section(kept(lines.done, partLimits.done, '\n')),
    ...linkSection(lines, speak),
  ];
  const last = continued ? [...lines.footer, speak(phrase('continued'))] : lines.footer;
  const threaded = notes.length === 0 && message.notes.length > 0;
  const footer = threaded ? [...last, speak(phrase('history.thread'))] : last;
  const end = context(limited(closed(footer.join(' · ')), partLimits.footer));
  const room = slackLimits.allBlocks - blocksSize(blocks) - blocksSize(end);
  const facts = lines.facts.map(({label, value}) => fieldOf(label, value));
  const folded = [...fields(fitting(facts, room)), ...end];
  const attachments = [{color: colours[message.tone], fallback: title, blocks: folded}];
  const told = noteBlocks(notes, message, speak, [...blocks, ...folded]);
  return {text: title, blocks: [...blocks, ...told], attachments};
}

/** What says yes stands out, what says no is red; no other has a colour. */
const buttonStyles: Partial<Record<Verb, 'primary' | 'danger'>> = {
  approve: 'primary',
  decline: 'danger',
};

function slackButtons(buttons: Buttons, speak: Speak): readonly SlackButton[] {
  return buttonTexts(buttons, speak).map(({verb, label, value}) => ({
    type: 'button',
    text: {type: 'plain_text', text: label, emoji: false},
    action_id: `mesh-responder.${verb}`,
    value,
    ...(buttonStyles[verb] && {style: buttonStyles[verb]}),
  }));
}

/** State and headline in plain text: the header, and what a notification shows. */
function titleOf(message: Message, speak: Speak): string {
  const {tone, headline} = messageTextOf(message, speak, plainSlack(message.day));
  return clampUnits(`${tone} · ${headline}`, slackLimits.header, trimNotice(speak));
}

/** Whole sentences or lines, as many as there is room for. */
function kept(texts: readonly string[], most: number, between: string): string {
  const some: string[] = [];
  let room = most;
  for (const one of texts.map(closed)) {
    room -= codePoints(one) + between.length;
    if (room >= 0) some.push(one);
  }
  return some.join(between);
}

function riskOf({risk}: MessageText, more: string, speak: Speak): string {
  const said = risk === '' ? '' : `*${speak(phrase('risk'))}* ${closed(risk)}`;
  return [limited(closed(more), partLimits.footer), limited(said, partLimits.risk)]
    .filter(one => one !== '')
    .join('\n');
}

/**
 * The commands that there is room for, and what says that there are more; half a command may be another
 * command, so that none is cut. What answers a plan is always shown.
 */
function shownCommands(
  {ask, incident}: Message,
  {commands, answers, more}: MessageText,
  speak: Speak,
): {readonly commands: readonly Command[]; readonly more: string} {
  const room = answers.reduce<number>((left, one) => left - sizeOf(one), partLimits.code);
  const {shown, left} = fittingCommands(commands, room);
  if (left === 0) return {commands: shown, more};
  const n = left + (ask?.more ?? 0);
  const notice = speak(phrase('more.steps', {n, id: incident}), mrkdwn(0));
  return {commands: shown, more: notice};
}

/** The first facts that there is room for. */
function fitting(facts: readonly string[], room: number): readonly string[] {
  for (let count = facts.length; count > 0; count -= 1) {
    const some = facts.slice(0, count);
    if (blocksSize(fields(some)) <= room) return some;
  }
  return [];
}

function fieldOf(label: string, value: string): string {
  return limited(`*${label}*\n${closed(value)}`, partLimits.field);
}

/** What is longer is cut at its end, between characters; never inside a date token. */
function limited(text: string, most: number): string {
  if (codePoints(text) <= most) return text;
  const cut = clampCodePoints(text, most, () => '…');
  const token = cut.lastIndexOf('<!date^');
  return token < 0 || cut.includes('>', token) ? cut : `${cut.slice(0, token)}…`;
}

function linkSection(lines: MessageText, speak: Speak): readonly SlackBlock[] {
  const parts: string[] = [];
  let room = slackLimits.section - partLimits.note;
  for (const {label, url} of lines.links) {
    const link = `<${escapeSlack(url)}|${limited(label, partLimits.label)}>`;
    if (link.length > room) continue;
    room -= link.length;
    parts.push(link);
  }
  const n = lines.links.length - parts.length + lines.linksLeftOut;
  if (n > 0) parts.push(speak(phrase('more.links', {n})));
  return section(parts.join(' · '));
}

/**
 * The notes that an incident's thread has not shown yet, as one reply; the newest win the room. The first
 * reply also holds the log sentence that started it.
 */
export function renderSlackNotes(
  notes: readonly Note[],
  message: Message,
  speak: Speak,
  {first = false, calls = ''}: {readonly first?: boolean; readonly calls?: string} = {},
): SlackMessage {
  const title = titleOf(message, speak);
  const called = calls === '' ? [] : section(`${calls} ${title}`);
  const quote = first ? sanitise(message.quote ?? '').trim() : '';
  const entry =
    quote === ''
      ? []
      : [
          quoteBlock(
            speak(phrase('log-entry')),
            clampLines(quote, partLimits.quote, trimNotice(speak)),
          ),
        ];
  return {
    text: title,
    blocks: [...called, ...noteBlocks(notes, message, speak, [...called, ...entry]), ...entry],
    attachments: [],
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
  const style = mrkdwn(message.day);
  const told = notes.slice(-partLimits.notes).map(note => {
    const {at, text, commands, code} = noteTextOf(note, speak, style);
    const line = section(limited(closed(`${at}  ${text}`), partLimits.note));
    const own = commandBlocks(commands.map(one => ({title: '', code: one})));
    if (code === '') return [...line, ...own];
    return [...line, ...own, codeBlock(clampLines(code, partLimits.code, trimNotice(speak)))];
  });
  const leftOut = (n: number) => context(speak(phrase('more.notes', {n})));
  const room = slackLimits.allBlocks - blocksSize(before) - blocksSize(leftOut(notes.length));
  const shown = newestThatFit(told, room, blocksSize);
  const missing = notes.length - shown.length;
  return [...(missing === 0 ? [] : leftOut(missing)), ...shown.flat()];
}

/** The words for what a cut left out. */
function trimNotice(speak: Speak): TrimNotice {
  return n => speak(phrase('trimmed', {n}));
}
