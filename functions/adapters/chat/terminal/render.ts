import {styleText} from 'node:util';
import type {Message} from '../../../core/ports/message.ts';
import {clampCodePoints, clampLines, partLimits} from '../text/fit.ts';
import {messageTextOf, noteTextOf} from '../text/message-text.ts';
import {oneLine} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {wrap} from './wrap.ts';

/** How a message is laid out in a terminal. */
export interface TerminalOptions {
  /** Columns that text is wrapped to; addresses and commands stay whole, to be clicked and copied. */
  readonly width: number;
  readonly colour: boolean;
  /** Index of the first note to tell; 0 tells the whole history. */
  readonly notesFrom?: number;
  /** Whether commands are cut where chat cuts them; `whole` for those who have to run them. */
  readonly commands?: 'as-in-chat' | 'whole';
}

const tints = {
  broken: 'red',
  working: 'yellow',
  approval: 'magenta',
  fixed: 'green',
  quiet: 'gray',
  stopped: 'white',
} as const;

/**
 * The message as people see it in chat, as lines of text for a terminal: the root message, then its
 * thread. Text from outside is sanitised, so that the only escape sequences are those of `colour`.
 */
export function renderTerminal(message: Message, speak: Speak, options: TerminalOptions): string {
  const lines = messageTextOf(message, speak);
  const {width, colour, notesFrom = 0, commands = 'as-in-chat'} = options;
  const tint = tints[message.tone];
  const bold = (text: string) => paint(['bold', tint], text, colour);
  const dim = (text: string) => paint(['dim'], text, colour);
  const body = (text: string) => indented(text, '   ', width);
  const trim = (n: number) => oneLine(speak(phrase('trimmed', {n})));
  const out = wrap(lines.headline, width).map(bold);
  out.push(...body(lines.context).map(dim), ...body(lines.status));
  if (lines.quote !== '') {
    out.push(...body(oneLine(speak(phrase('log-entry')))).map(dim));
    out.push(...indented(clampCodePoints(lines.quote, partLimits.quote, trim), '   │ ', width));
  }
  for (const {label, url} of lines.links) out.push(`   ${label}: ${url}`);
  if (lines.linksLeftOut > 0) {
    out.push(...body(oneLine(speak(phrase('more.links', {n: lines.linksLeftOut})))));
  }
  out.push(...body(lines.incident).map(dim));
  for (const note of message.notes.slice(notesFrom)) {
    const {at, text, code} = noteTextOf(note, message, speak);
    out.push(...indented(`${at} · ${text}`, '   └ ', width, '     '));
    if (code === '') continue;
    const room = commands === 'whole' ? Infinity : partLimits.code;
    const shown = clampLines(code, room, trim);
    out.push(...shown.split('\n').map(line => dim(`     │ ${line}`)));
  }
  return out.join('\n');
}

function indented(text: string, first: string, width: number, rest = first): string[] {
  if (text === '') return [];
  return wrap(text, width - first.length).map((line, at) => `${at === 0 ? first : rest}${line}`);
}

function paint(style: Parameters<typeof styleText>[0], text: string, colour: boolean): string {
  return colour ? styleText(style, text, {validateStream: false}) : text;
}
