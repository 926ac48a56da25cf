import type {Message, Note, Tone} from '../../../core/ports/message.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {phrase} from '../texts.ts';
import {partLimits} from './fit.ts';
import {oneLine, safeUrl, sanitise} from './sanitise.ts';
import type {Speak} from './translate.ts';

const emoji: Readonly<Record<Tone, string>> = {
  broken: '🔴',
  working: '🟡',
  approval: '🟣',
  fixed: '🟢',
  quiet: '⚪',
  stopped: '⚫',
};

/** One step of the history in words: when, what, and the command or quote that belongs to it. */
export interface NoteText {
  readonly at: string;
  readonly text: string;
  readonly code: string;
}

/** A message in words: sanitised, not yet escaped or clamped. A part that it lacks is empty. */
export interface MessageText {
  /** Emoji and word of the tone. */
  readonly tone: string;
  /** Tone and headline: the line that also stands alone in a notification. */
  readonly headline: string;
  readonly context: string;
  readonly status: string;
  readonly quote: string;
  readonly incident: string;
  readonly links: readonly {readonly label: string; readonly url: string}[];
  /** Links that are not shown: too many, too long, or no web address. */
  readonly linksLeftOut: number;
}

/** What every channel tells of a message, before its own markup. */
export function messageTextOf(message: Message, speak: Speak): MessageText {
  const day = dayOf(message);
  const say = (said: Phrase) => oneLine(speak(said, day));
  const tone = `${emoji[message.tone]} ${say(phrase(`tone.${message.tone}`))}`;
  const status = [oneLine(speak(message.status, day))];
  if (message.found !== undefined) status.push(oneLine(speak(message.found, day)));
  if (message.advice !== undefined) status.push(oneLine(speak(message.advice, day)));
  if (message.nextLook !== undefined) status.push(say(phrase('next-look', {at: message.nextLook})));
  const links = message.links.flatMap(link => {
    const url = safeUrl(link.url);
    return url === undefined ? [] : [{label: oneLine(speak(link.label, day)) || url, url}];
  });
  const shown = links.slice(0, partLimits.links);
  return {
    tone,
    headline: `${tone}: ${oneLine(speak(message.headline, day))}`,
    context: joined(message.context.map(part => oneLine(speak(part, day)))),
    status: joined(status),
    quote: sanitise(message.quote ?? '').trim(),
    incident: say(phrase('incident', {id: message.incident})),
    links: shown,
    linksLeftOut: message.links.length - shown.length,
  };
}

/** A note of this message in words. */
export function noteTextOf(note: Note, message: Message, speak: Speak): NoteText {
  const day = dayOf(message);
  return {
    at: speak(phrase('note-time', {at: note.at}), day),
    text: oneLine(speak(note.text, day)),
    code: sanitise(note.code ?? '').trim(),
  };
}

/** The message's own day: that of its first note, when it was posted; chat shows that date itself. */
function dayOf(message: Message): number | undefined {
  return message.notes[0]?.at ?? message.nextLook;
}

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}
