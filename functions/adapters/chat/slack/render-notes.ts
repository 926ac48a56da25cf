import type {Message, Note} from '../../../core/message.ts';
import {partLimits, slackLimits} from '../text/limits.ts';
import {noteLines} from '../text/message-text.ts';
import {newestThatFit} from '../text/newest-that-fit.ts';
import {oneLine} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {
  blocksSize,
  context,
  fenced,
  plain,
  section,
  type SlackBlock,
  type SlackMessage,
  slackTrim,
} from './blocks.ts';

/** The notes that an incident's thread has not told yet, as one reply; the newest win the room. */
export function renderSlackNotes(
  notes: readonly Note[],
  message: Message,
  speak: Speak,
): SlackMessage {
  const last = notes.at(-1);
  const text = last === undefined ? '' : noteText(last, message, speak);
  return {
    text: plain(text, partLimits.headline, slackTrim(speak)).text,
    blocks: noteBlocks(notes, message, speak, []),
  };
}

/** The blocks of notes in a message that already has the blocks `before`. */
export function noteBlocks(
  notes: readonly Note[],
  message: Message,
  speak: Speak,
  before: readonly SlackBlock[],
): readonly SlackBlock[] {
  const trim = slackTrim(speak);
  const told = notes.slice(-partLimits.notes).map(note => {
    const text = section(plain(noteText(note, message, speak), partLimits.note, trim));
    const {code} = noteLines(note, message, speak);
    return code === '' ? [text] : [text, section(fenced(code, partLimits.code, trim))];
  });
  const leftOut = (n: number) =>
    context(oneLine(speak(phrase('more.notes', {n}))), partLimits.footer, trim);
  const room = slackLimits.allBlocks - blocksSize(before) - blocksSize(leftOut(notes.length));
  const shown = newestThatFit(told, room, blocksSize);
  const missing = notes.length - shown.length;
  return [...(missing === 0 ? [] : leftOut(missing)), ...shown.flat()];
}

function noteText(note: Note, message: Message, speak: Speak): string {
  const {at, text} = noteLines(note, message, speak);
  return `${at} · ${text}`;
}
