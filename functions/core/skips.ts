import {clamp} from './clamp.ts';
import {isObject, type JsonObject, textAt} from './json.ts';
import {type Phrase, phraseByCode} from './phrase.ts';
import {phrase} from './texts.ts';

/** Entries that were skipped for one reason and project. */
export interface Skip {
  /** The project that the entries claim; empty for none. Inert text from outside. */
  readonly project: string;
  readonly reason: Phrase;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly lastAt: number;
}

/** By reason and project. */
export type Skips = ReadonlyMap<string, Skip>;

/** Labels are written by anybody: beyond this, what is skipped is counted together. */
export const skipLimit = 200;
const longestProject = 64;
/** So many days are kept; the marks of older ones are written over. */
export const skipDays = 30;
const dayMs = 24 * 60 * 60 * 1000;

/** The number of a day since 1970, UTC. */
export function dayOf(now: number): number {
  return Math.floor(now / dayMs);
}

/** The name of a day's mark: thirty of them, again and again. */
export function skipMark(day: number): string {
  return `skips/${day % skipDays}`;
}

/** Counts a skip in place: this runs for every entry that is not ours. */
export function addSkip(all: Map<string, Skip>, {project, reason, count, lastAt}: Skip): void {
  const name = clamp(project, longestProject);
  const key = `${reason.code}|${name}`;
  const known = all.get(key);
  if (known === undefined && all.size >= skipLimit && reason.code !== other.code) {
    addSkip(all, {project: '', reason: other, count, lastAt});
    return;
  }
  const last = Math.max(known?.lastAt ?? 0, lastAt);
  all.set(key, {project: name, reason, count: (known?.count ?? 0) + count, lastAt: last});
}

const other = phrase('skip.other');

/** The value of a day's mark with more skips in it. */
export function withSkips(before: JsonObject | undefined, day: number, more: Skips): JsonObject {
  const all = new Map(skipsOf(before, day).map(one => [`${one.reason.code}|${one.project}`, one]));
  for (const one of more.values()) addSkip(all, one);
  return {day, skips: [...all.values()]};
}

/** The skips in a day's mark; none when it is another day's or no such mark. */
export function skipsOf(value: JsonObject | undefined, day: number): readonly Skip[] {
  const {day: marked, skips} = value ?? {};
  return marked === day && Array.isArray(skips) ? skips.flatMap(skipOf) : [];
}

function skipOf(value: unknown): readonly Skip[] {
  if (!isObject(value)) return [];
  const {reason, count, lastAt} = value;
  const code = textAt(reason, 'code');
  const project = textAt(value, 'project');
  if (code === undefined || project === undefined || !isObject(reason)) return [];
  if (typeof count !== 'number' || typeof lastAt !== 'number') return [];
  return [{project, reason: phraseByCode(code, paramsOf(reason['params'])), count, lastAt}];
}

function paramsOf(value: unknown): Phrase['params'] {
  const kept = Object.entries(isObject(value) ? value : {}).flatMap(([name, one]) =>
    typeof one === 'string' || typeof one === 'number' ? [[name, one] as const] : [],
  );
  return Object.fromEntries(kept);
}
