import {styleText} from 'node:util';
import {columns, wrap} from '../../../adapters/chat/terminal/wrap.ts';
import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';

/** How a report is laid out. */
export interface Page {
  readonly speak: Speak;
  readonly width: number;
  readonly colour: boolean;
}

/** Text is never narrower than this, however deep its indent. */
const narrowest = 40;

/** A phrase as one safe line. */
export function plain({speak}: Page, one: Phrase): string {
  return oneLine(speak(one));
}

/** A heading. */
export function headed(page: Page, one: Phrase): string {
  return paint(page, ['bold'], plain(page, one));
}

/** Text wrapped under an indent; the first line may have another. A long word stays whole, to be copied. */
export function hung(
  {width}: Page,
  text: string,
  indent: string,
  first = indent,
): readonly string[] {
  const room = Math.max(narrowest, width - columns(indent));
  return wrap(text, room, 'whole').map((line, at) => `${at === 0 ? first : indent}${line}`);
}

/** Text in a style, if the terminal has colours. */
export function paint(
  {colour}: Page,
  style: Extract<Parameters<typeof styleText>[0], readonly unknown[]>,
  text: string,
): string {
  return colour ? styleText(style, text, {validateStream: false}) : text;
}

/** Text padded with blanks to a width in columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
