import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {usualPeople} from '../../sandbox/people.ts';

/** The zone of the reader, who is where the language is spoken. */
export const zones: Readonly<Record<Locale, string>> = {en: 'UTC', ko: 'Asia/Seoul'};

/** The time of day as both products show it to a reader of a language, e.g. `3:05 AM` and `오후 12:05`. */
export function timeOfDay(at: number, locale: Locale): string {
  return shown(at, locale, {hour: 'numeric', minute: '2-digit'});
}

/** The day as Slack's `{date_short}` shows it, e.g. `Nov 22, 2026`. */
export function shortDate(at: number, locale: Locale): string {
  return shown(at, locale, {year: 'numeric', month: 'short', day: 'numeric'});
}

/** How many days a time lies after another one in the reader's calendar. */
export function daysAfter(at: number, now: number, locale: Locale): number {
  const day = (one: number): number =>
    Date.parse(new Date(one).toLocaleDateString('sv', {timeZone: zones[locale]}));
  return Math.round((day(at) - day(now)) / 86_400_000);
}

function shown(at: number, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const language = locale === 'en' ? 'en-US' : locale;
  // ICU puts a narrow space that not every font has in front of AM and PM.
  return new Date(at)
    .toLocaleString(language, {...options, timeZone: zones[locale]})
    .replaceAll(/\s/gu, ' ');
}

/** The handles of user groups, which no API that is played gives. */
const groups: Readonly<Record<string, string>> = {S0ONCALL: 'mesh-oncall'};

/** How a chat names somebody who is called to everybody who reads it, by the chat's own id. */
export function calledName(id: string): string {
  const human = usualPeople.humans.find(one => one.slack === id || one.googleChat === id);
  const name = human?.name ?? groups[id];
  if (name === undefined) throw new Error(`pictures do not know who ${id} is`);
  return name;
}
