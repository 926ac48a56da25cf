import {phraseByCode, type Phrase, phraseId} from '../texts/phrase.ts';
import {truncate} from '../lib/truncate.ts';
import {at, isObject, type JsonObject, textAt} from '../lib/json.ts';
import type {SkipReason} from '../incident/reason.ts';

/** Entries that were skipped for one reason and project. */
export interface Skip {
  /** The project that the entries claim; empty for none. Inert text from outside. */
  readonly project: string;
  readonly reason: SkipReason;
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
  const name = truncate(project, longestProject);
  const key = `${skipId(reason)}|${name}`;
  const known = all.get(key);
  if (known === undefined && all.size >= skipLimit && reason.kind !== 'other') {
    addSkip(all, {project: '', reason: {kind: 'other'}, count, lastAt});
    return;
  }
  const last = Math.max(known?.lastAt ?? 0, lastAt);
  all.set(key, {project: name, reason, count: (known?.count ?? 0) + count, lastAt: last});
}

/** What reasons are counted by; a near miss is one whatever its parameters. */
export function skipId(reason: SkipReason): string {
  return reason.kind === 'foreign' ? phraseId(reason.why) : reason.kind;
}

/** The value of a day's mark with more skips in it. */
export function withSkips(before: JsonObject | undefined, day: number, more: Skips): JsonObject {
  const all = new Map(
    skipsOf(before, day).map(one => [`${skipId(one.reason)}|${one.project}`, one]),
  );
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
  const {count, lastAt} = value;
  const project = textAt(value, 'project');
  const reason = reasonIn(value['reason']);
  if (project === undefined || reason === undefined) return [];
  if (typeof count !== 'number' || typeof lastAt !== 'number') return [];
  return [{project, reason, count, lastAt}];
}

function reasonIn(value: unknown): SkipReason | undefined {
  const kind = textAt(value, 'kind') ?? kindOfOld(textAt(value, 'code') ?? '');
  switch (kind) {
    case 'unrelated':
    case 'duplicate':
    case 'heartbeat':
    case 'heartbeat-off':
    case 'other':
      return {kind};
    case 'filter':
      return {kind, runbook: textAt(value, 'runbook') ?? textAt(value, 'params', 'runbook') ?? ''};
    case 'project-not-listed':
      return {
        kind,
        project: textAt(value, 'project') ?? textAt(value, 'params', 'project') ?? '',
      };
    case 'foreign': {
      const why = at(value, 'why') ?? value;
      const code = textAt(why, 'code');
      return code === undefined ? undefined : {kind, why: storedPhrase(code, at(why, 'params'))};
    }
    default:
      return undefined;
  }
}

/** Marks were written with the sentence's code until version 2 of the store; each lives for 30 days. */
function kindOfOld(code: string): string {
  if (code.startsWith('foreign.')) return 'foreign';
  const kind = code.replace(/^(skip|reason)\./, '');
  return kind.replace(/^pulse/, 'heartbeat');
}

function storedPhrase(code: string, params: unknown): Phrase {
  const kept = Object.entries(isObject(params) ? params : {}).flatMap(([name, one]) =>
    typeof one === 'string' || typeof one === 'number' ? [[name, one] as const] : [],
  );
  return phraseByCode(code, Object.fromEntries(kept));
}
