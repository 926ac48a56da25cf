import type {Locale, Sentence, Texts} from '../../../core/texts/define-texts.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {placeholder} from '../../../core/texts/placeholders.ts';
import {particle} from './korean.ts';
import {clock, isTime} from './time.ts';
import {phrase} from '../texts.ts';

/**
 * Puts a phrase into words. The words of a text are ours; the values that fill it may come from outside.
 * Without a style what comes back is raw: a renderer sanitises, escapes and clamps it.
 */
export interface Speak {
  (phrase: Phrase, style?: Style): string;
  /** The commands that the phrase speaks of, ready to paste: filled, and otherwise as they are written. */
  readonly commands: (phrase: Phrase) => readonly string[];
  readonly locale: Locale;
}

/** How a channel shows what fills a text. */
export interface Style {
  /** A point in time, epoch milliseconds. */
  readonly time: (at: number) => string;
  /** A text that may come from outside, made harmless for the channel. */
  readonly value?: (text: string) => string;
}

/** Where nobody says otherwise: UTC, with the date. */
const utc: Style = {time: clock('UTC')};

/**
 * A speaker of one language, with all these texts. A text fills its parameters in these forms:
 * - `{name}`: as it is;
 * - `{name:number}`: digits grouped;
 * - `{name:time}`: epoch milliseconds or RFC 3339, as the style tells times;
 * - `{name:duration}`: milliseconds as `4 min 10 s`;
 * - `{name:plural:entry|entries}`: the first word for exactly 1, else the second;
 * - `{name:을/를}`: as it is, with the Korean particle that its final sound asks for.
 *
 * It never throws: a code without a text shows the code with its parameters, a missing parameter
 * leaves its placeholder visible, a value of the wrong kind shows as it is.
 */
export function speaker(locale: Locale, ...sets: readonly Texts[]): Speak {
  const texts: Record<string, Sentence> = {};
  for (const one of sets) Object.assign(texts, one);
  const known = (code: string) => (Object.hasOwn(texts, code) ? texts[code] : undefined);
  const speak = ({code, params}: Phrase, style: Style = utc): string => {
    const text = known(code)?.[locale];
    if (text !== undefined) return fill(text, params, style, speak);
    const spelled = spellOut({code, params});
    return style.value?.(spelled) ?? spelled;
  };
  const commands = ({code, params}: Phrase): readonly string[] => {
    const run = known(code)?.run ?? [];
    return (typeof run === 'string' ? [run] : run).map(one => fill(one, params, utc, speak));
  };
  return Object.assign(speak, {commands, locale});
}

function fill(
  text: string,
  params: Phrase['params'],
  style: Style,
  speak: (phrase: Phrase) => string,
): string {
  const {time, value: shown = (raw: string) => raw} = style;
  return text.replace(
    placeholder,
    (whole, name: string, form?: string, one?: string, many?: string) => {
      const value = Object.hasOwn(params, name) ? params[name] : undefined;
      if (value === undefined) return whole;
      if (form === 'time') {
        const at = typeof value === 'number' ? value : Date.parse(value);
        return isTime(at) ? time(at) : shown(String(value));
      }
      if (form?.includes('/') === true) return `${shown(String(value))}${particle(value, form)}`;
      if (typeof value === 'string') return shown(value);
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
