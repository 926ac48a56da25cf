import type {Done, Message, Note, PlanStep, Tone} from '../../../core/ports/message.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {phrase} from '../texts.ts';
import {partLimits, utf8Bytes} from './fit.ts';
import {safeUrl, sanitise} from './sanitise.ts';
import {isTime} from './time.ts';
import type {Speak, Style} from './translate.ts';

/** The sign of each state; its word says the same, so that neither carries meaning alone. */
const signs: Readonly<Record<Tone, string>> = {
  checking: '🟡',
  repairing: '🟡',
  verifying: '🟡',
  fixed: '🟢',
  approval: '🟣',
  action: '🔴',
  undone: '🟠',
  unchanged: '⚪',
  quiet: '⚪',
  silenced: '🔕',
  unsilenced: '🔔',
};

const marks: Readonly<Record<Done['mark'], string>> = {done: '✅', waiting: '⏳', failed: '❌'};

/** A command as it is run; nothing of it is changed on its way to a screen. */
export interface Command {
  /** What it does; empty where the sentence before it says so. */
  readonly title: string;
  readonly code: string;
}

/** A message in words, as one channel writes them. A part that it lacks is empty. */
export interface MessageText {
  /** Sign and word of the state. */
  readonly tone: string;
  /** What is affected and why, without the state. */
  readonly headline: string;
  /** Who caused it, what was done, what is asked. */
  readonly sentences: readonly string[];
  /** The plan, or the commands of an advice. */
  readonly commands: readonly Command[];
  /** Says that a plan is longer; empty where it is not. */
  readonly more: string;
  readonly risk: string;
  /** The commands that answer a plan. */
  readonly answers: readonly Command[];
  readonly done: readonly string[];
  readonly facts: readonly {readonly label: string; readonly value: string}[];
  readonly footer: readonly string[];
  readonly links: readonly {readonly label: string; readonly url: string}[];
  /** Links that are not shown: too many, too long, or no web address. */
  readonly linksLeftOut: number;
}

/**
 * What every channel shows of a message, each in its own style.
 * @param titles the style of the titles of commands, where those are shown in another way.
 */
export function messageTextOf(
  message: Message,
  speak: Speak,
  style: Style,
  titles = style,
): MessageText {
  const say = (said: Phrase) => speak(said, style).trim();
  const {ask, headline, incident} = message;
  const links = message.links.flatMap(link => {
    const url = safeUrl(link.url);
    return url === undefined ? [] : [{label: say(link.label) || new URL(url).hostname, url}];
  });
  const shown = links.slice(0, partLimits.links);
  const more = ask?.more ?? 0;
  return {
    tone: `${signs[message.tone]} ${say(phrase(`tone.${message.tone}`))}`,
    headline: headlineText(headline, say, speak),
    sentences: filled(
      [...message.sentences, ...(ask === undefined ? [] : [ask.text])].map(say),
    ).map(sentence),
    commands: ask === undefined ? [] : commandsOf(ask, titles, speak),
    more: more === 0 ? '' : say(phrase('more.steps', {n: more, id: incident})),
    risk: filled((ask?.risks ?? []).map(say)).join(' '),
    answers: (ask?.answers ?? []).map((code, at) => ({
      title: say(phrase(at === 0 ? 'answer.approve' : 'answer.decline')),
      code,
    })),
    done: message.done.map(({mark, at, text}) =>
      [marks[mark], ...(at === undefined ? [] : [timeOf(at, style)]), say(text)].join(' '),
    ),
    facts: message.facts.map(({label, value}) => ({label: say(label), value: say(value)})),
    footer: filled(message.footer.map(say)),
    links: shown,
    linksLeftOut: message.links.length - shown.length,
  };
}

/** A headline that stands among sentences, as one. */
export function sentence(text: string): string {
  return /[\p{L}\p{N})’]$/u.test(text) ? `${text}.` : text;
}

/** "What: why"; of what is over, what was solved. */
function headlineText(
  {what, cause, now}: Message['headline'],
  say: (said: Phrase) => string,
  speak: Speak,
): string {
  if (cause === undefined) return say(what);
  const code = `headline.${now ?? 'because'}` as const;
  // Both halves are in the channel's style already.
  return speak(phrase(code, {what: say(what), cause: say(cause)}));
}

function commandsOf(
  {text, steps}: NonNullable<Message['ask']>,
  titles: Style,
  speak: Speak,
): readonly Command[] {
  const own = speak.commands(text).map(code => ({title: '', code}));
  return [...own, ...stepCommands(steps, titles, speak)].map(one => shownCommand(one, speak));
}

/** The steps of a plan, counted where there are several. */
export function stepCommands(
  steps: readonly PlanStep[],
  titles: Style,
  speak: Speak,
): readonly Command[] {
  return steps.map(({title, command}, at) => ({
    title:
      title === undefined
        ? ''
        : `${steps.length === 1 ? '' : `${at + 1}  `}${speak(title, titles).trim()}`,
    code: command,
  }));
}

/** The command, or that it is not shown because no command of ours looks like it. */
export function shownCommand(command: Command, speak: Speak): Command {
  return isOurs(command.code) ? command : {title: speak(phrase('command.unsafe')), code: ''};
}

/** The commands that there is room for, and how many more there are; none is cut, and none left out between two. */
export function fittingCommands(
  commands: readonly Command[],
  room: number,
): {readonly shown: readonly Command[]; readonly left: number} {
  let rest = room;
  const shown = commands.filter(one => (rest -= sizeOf(one)) >= 0);
  return {shown, left: commands.length - shown.length};
}

/** How much of a channel's room for commands one takes: bytes, which are never fewer than characters. */
export function sizeOf({title, code}: Command): number {
  return utf8Bytes(title) + utf8Bytes(code);
}

/** No command of ours has controls or invisible characters: one that has them was planted in the store. */
function isOurs(command: string): boolean {
  return sanitise(command) === command;
}

function filled(texts: readonly string[]): readonly string[] {
  return texts.filter(one => one !== '');
}

function timeOf(at: number, {time}: Style): string {
  return isTime(at) ? time(at) : String(at);
}

/** One step of the history in words: when, what, and the command or quote that belongs to it. */
export interface NoteText {
  readonly at: string;
  readonly text: string;
  /** Commands of ours, to be shown as they are. */
  readonly commands: readonly string[];
  /** Inert text, possibly from outside, sanitised. */
  readonly code: string;
}

/** A note of a message in words. */
export function noteTextOf(note: Note, speak: Speak, style: Style): NoteText {
  return {
    at: timeOf(note.at, style),
    text: speak(note.text, style).trim(),
    commands: speak.commands(note.text),
    code: sanitise(note.code ?? '').trim(),
  };
}
