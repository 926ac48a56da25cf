import {styleText} from 'node:util';
import type {Message} from '../../../core/ports/message.ts';
import {clampCodePoints, clampLines, partLimits} from '../text/fit.ts';
import {type Command, messageTextOf, noteTextOf} from '../text/message-text.ts';
import {oneLine, sanitise} from '../text/sanitise.ts';
import {clock} from '../text/time.ts';
import type {Speak, Style} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {columns, wrap} from './wrap.ts';

/** How a message is laid out in a terminal. */
export interface TerminalOptions {
  /** Columns that text is wrapped to; addresses and commands stay whole, to be clicked and copied. */
  readonly width: number;
  readonly colour: boolean;
  /** The zone of its times, an IANA name. */
  readonly timeZone?: string | undefined;
  /** Index of the first note to show; 0 shows the whole history. */
  readonly notesFrom?: number;
  /** Whether commands are cut where chat cuts them; `whole` for those who have to run them. */
  readonly commands?: 'as-in-chat' | 'whole';
}

/** More of one value than a phrase keeps. */
const longestValue = 1_000;

const tints = {
  checking: 'yellow',
  repairing: 'yellow',
  verifying: 'yellow',
  approval: 'magenta',
  action: 'red',
  undone: 'red',
  fixed: 'green',
  quiet: 'gray',
  silenced: 'gray',
  unsilenced: 'gray',
  unchanged: 'white',
} as const;

/**
 * The message as people see it in chat, as lines of text for a terminal: the root message, then its
 * thread. Text from outside is sanitised, so that the only escape sequences are those of `colour`.
 */
export function renderTerminal(message: Message, speak: Speak, options: TerminalOptions): string {
  const {width, colour, timeZone = 'UTC', notesFrom = 0, commands = 'as-in-chat'} = options;
  const style: Style = {
    time: clock(timeZone, message.day),
    value: raw => clampCodePoints(oneLine(raw), longestValue, () => '…'),
  };
  const lines = messageTextOf(message, speak, style);
  const tint = tints[message.tone];
  const bold = (text: string) => paint(['bold', tint], text, colour);
  const dim = (text: string) => paint(['dim'], text, colour);
  const body = (text: string) => indented(text, '   ', width);
  const trim = (n: number) => speak(phrase('trimmed', {n}));
  const room = commands === 'whole' ? Infinity : partLimits.code;
  const code = (text: string) =>
    clampLines(text, room, trim)
      .split('\n')
      .map(line => `     ${line}`);
  const out = wrap(`${lines.tone} · ${lines.headline}`, width).map(bold);
  out.push(...body(lines.sentences.join(' ')));
  const commandLines = (all: readonly Command[]) =>
    all.flatMap(({title, code: command}) => [
      ...body(title),
      ...(command === '' ? [] : code(command)),
    ]);
  out.push(...commandLines(lines.commands), ...body(lines.more));
  if (lines.risk !== '') out.push(...body(`${speak(phrase('risk'))}: ${lines.risk}`));
  out.push(...commandLines(lines.answers));
  for (const one of lines.done) out.push(...body(one));
  const widest = Math.max(0, ...lines.facts.map(({label}) => columns(label)));
  for (const {label, value} of lines.facts) {
    const name = `${label}${' '.repeat(widest - columns(label))}`;
    out.push(...indented(`${name}  ${value}`, '   ', width, ' '.repeat(widest + 5)));
  }
  for (const {label, url} of lines.links) out.push(dim(`   ${label}: ${url}`));
  if (lines.linksLeftOut > 0)
    out.push(...body(speak(phrase('more.links', {n: lines.linksLeftOut}))));
  out.push(...body(lines.footer.join(' · ')).map(dim));
  for (const note of message.notes.slice(notesFrom)) {
    const {at, text, commands: own, code: shown} = noteTextOf(note, speak, style);
    out.push(...indented(`${at} · ${text}`, '   └ ', width, '     '));
    out.push(...own.map(one => dim(`     │ ${one}`)));
    if (shown === '') continue;
    out.push(
      ...clampLines(shown, room, trim)
        .split('\n')
        .map(line => dim(`     │ ${line}`)),
    );
  }
  const quote = sanitise(message.quote ?? '').trim();
  if (quote !== '' && notesFrom === 0 && message.notes.length > 0) {
    out.push(...body(speak(phrase('log-entry'))).map(dim));
    out.push(...indented(clampCodePoints(quote, partLimits.quote, trim), '   │ ', width));
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
