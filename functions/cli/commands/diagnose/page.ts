import {styleText} from 'node:util';
import {columns, wrap} from '../../../adapters/chat/terminal/wrap.ts';
import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import type {Phrase} from '../../../core/phrase.ts';

/** What a report is written on. */
export interface Page {
  readonly speak: Speak;
  readonly width: number;
  readonly colour: boolean;
}

/** Text is never narrower than this, however deep it stands. */
const narrowest = 40;

/** A phrase as one safe line. */
export function plain({speak}: Page, one: Phrase): string {
  return oneLine(speak(one));
}

/** A heading. */
export function headed(page: Page, one: Phrase): string {
  return paint(page, ['bold'], plain(page, one));
}

/** Text in lines that begin alike; the first may begin otherwise. A long word is not broken: it is there to be copied. */
export function hung(
  {width}: Page,
  text: string,
  indent: string,
  first = indent,
): readonly string[] {
  const room = Math.max(narrowest, width - columns(indent));
  return wrap(text, room, 'whole').map((line, at) => `${at === 0 ? first : indent}${line}`);
}

/** Text in a style, where the terminal has any. */
export function paint(
  {colour}: Page,
  style: Extract<Parameters<typeof styleText>[0], readonly unknown[]>,
  text: string,
): string {
  return colour ? styleText(style, text, {validateStream: false}) : text;
}

/** Text filled up with blanks to so many columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
