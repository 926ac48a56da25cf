import type {Locale, Sentence, Texts} from '../../../core/texts/define-texts.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {phrase} from '../texts.ts';

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

const latestTime = 8.64e15;
const units = [
  ['duration.d', 86_400],
  ['duration.h', 3_600],
  ['duration.min', 60],
  ['duration.s', 1],
] as const;
type Unit = (typeof units)[number][0];

let grouped: Intl.NumberFormat | undefined;

/** Groups digits the way both languages write them: `60,000`. */
function formatNumber(value: number): string {
  // Most numbers need no grouping, and a formatter costs more to make than a message.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  grouped ??= new Intl.NumberFormat('en-US', {maximumFractionDigits: 2});
  return grouped.format(value);
}

/**
 * A point in time as `06:12 UTC`, with its date in front (`2026-11-21 06:12 UTC`) unless `day` falls
 * on the same UTC day. Without `day` the date is always there.
 * @param at epoch milliseconds, or RFC 3339 text.
 * @param day epoch milliseconds of the day that the reader takes for granted.
 * @returns the value as it came when it is no time.
 */
function formatTime(at: number | string, day?: number): string {
  const time = typeof at === 'number' ? at : Date.parse(at);
  if (!isTime(time)) return String(at);
  const text = new Date(time).toISOString();
  const clock = `${text.slice(11, 16)} UTC`;
  const sameDay = day !== undefined && isTime(day) && dayNumber(day) === dayNumber(time);
  return sameDay ? clock : `${text.slice(0, 10)} ${clock}`;
}

/**
 * A duration as its largest unit and the one below: `4 min 10 s`, `2 h`, `0 s`.
 * @param name puts a number and its unit's code into words.
 */
function formatDuration(milliseconds: number, name: (code: Unit, n: number) => string): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return name('duration.s', 0);
  let rest = seconds;
  return units
    .slice(first, first + 2)
    .flatMap(([code, size]) => {
      const n = Math.floor(rest / size);
      rest -= n * size;
      return n === 0 ? [] : [name(code, n)];
    })
    .join(' ');
}

/** The UTC day since 1970. */
function dayNumber(milliseconds: number): number {
  return Math.floor(milliseconds / 86_400_000);
}

function isTime(milliseconds: number): boolean {
  return Number.isFinite(milliseconds) && Math.abs(milliseconds) <= latestTime;
}
