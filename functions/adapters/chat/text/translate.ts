import type {Locale, Sentence, Texts} from '../../../core/texts/define-texts.ts';
import {type Phrase} from '../../../core/texts/phrase.ts';
import {phrase} from '../texts.ts';
import {formatDuration, formatNumber, formatTime} from './format.ts';

/**
 * Puts a phrase into words. What comes back is raw text: parameters may come from outside, so a
 * renderer sanitises, escapes and clamps it.
 * @param day epoch milliseconds of the message's own day: times on that day are told without date.
 */
export type Speak = (phrase: Phrase, day?: number) => string;

const placeholder =
  /\{([A-Za-z][\w-]*)(?::(number|time|duration|plural)(?::([^{}|]*)\|([^{}|]*))?)?\}/g;

/**
 * A speaker of one language, with all these texts. A text fills its parameters in these forms:
 * - `{name}`: as it is;
 * - `{name:number}`: digits grouped;
 * - `{name:time}`: epoch milliseconds or RFC 3339 as `06:12 UTC`, with the date on another day;
 * - `{name:duration}`: milliseconds as `4 min 10 s`;
 * - `{name:plural:entry|entries}`: the first word for exactly 1, else the second.
 *
 * It never throws: a code without a text shows the code with its parameters, a missing parameter
 * leaves its placeholder visible, a value of the wrong kind shows as it is.
 */
export function speaker(locale: Locale, ...sets: readonly Texts[]): Speak {
  const texts: Record<string, Sentence> = {};
  for (const one of sets) Object.assign(texts, one);
  const speak: Speak = ({code, params}, day) => {
    const text = Object.hasOwn(texts, code) ? texts[code]?.[locale] : undefined;
    return text === undefined ? spellOut({code, params}) : fill(text, params, speak, day);
  };
  return speak;
}

/** The names of the parameters that a text asks for, sorted, each once. */
export function placeholders(text: string): readonly string[] {
  const names = Array.from(text.matchAll(placeholder), match => match[1] ?? '');
  return [...new Set(names)].sort();
}

function fill(text: string, params: Phrase['params'], speak: Speak, day?: number): string {
  return text.replace(
    placeholder,
    (whole, name: string, form?: string, one?: string, many?: string) => {
      const value = Object.hasOwn(params, name) ? params[name] : undefined;
      if (value === undefined) return whole;
      if (form === 'time') return formatTime(value, day);
      if (typeof value === 'string') return value;
      if (form === 'number') return formatNumber(value);
      if (form === 'duration') return formatDuration(value, (code, n) => speak(phrase(code, {n})));
      if (form === 'plural') return (value === 1 ? one : many) ?? whole;
      return String(value);
    },
  );
}

function spellOut({code, params}: Phrase): string {
  const values = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return values.length === 0 ? code : `${code} (${values.join(', ')})`;
}
