import type {SilenceScope} from '../config/settings.ts';
import type {Target} from '../detection/target.ts';
import {at, isObject, type JsonObject, listAt, textAt} from '../lib/json.ts';

/** The mark that holds what people have silenced. */
export const silencesMark = 'silences';

/** At most so many hold, or are still to come. */
export const mostSilences = 100;
/** None is longer: whoever needs more says so again. */
export const longestSilenceMs = 30 * 24 * 60 * 60 * 1000;
/** One that is over is remembered for so long. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/**
 * What is neither told nor repaired for a while, on a person's word or the configuration's. It is recorded as
 * ever. Times: epoch ms.
 */
export interface Silence extends SilenceScope {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
  readonly from: number;
  /** When it ends by itself. */
  readonly until: number;
  /** Who ended it before. */
  readonly ended?: {readonly by: string; readonly at: number};
}

/** When a silence is over, or will be. */
export function endOfSilence({until, ended}: Silence): number {
  return Math.min(until, ended?.at ?? Infinity);
}

/** Whether a silence holds at a time. */
export function isInForce(silence: Silence, now: number): boolean {
  return silence.from <= now && now < endOfSilence(silence);
}

/**
 * The silence that covers a runbook's problem in a place at a time; of several, the one that ends last. A place
 * that names no cluster is more than any cluster, and no silence of one covers it.
 */
export function coveringSilence(
  silences: readonly Silence[],
  runbook: string,
  place: Target,
  now: number,
): Silence | undefined {
  return silences
    .filter(one => isInForce(one, now) && covers(one, runbook, place))
    .reduce<Silence | undefined>(
      (last, one) => (last === undefined || endOfSilence(one) > endOfSilence(last) ? one : last),
      undefined,
    );
}

function covers(scope: SilenceScope, runbook: string, place: Target): boolean {
  const {project, location, cluster} = scope;
  return (
    (scope.runbook ?? runbook) === runbook &&
    (project ?? place.project) === place.project &&
    (location === undefined || location === place.location) &&
    (cluster === undefined || [place.cluster, place.membership].includes(cluster))
  );
}

/** What a silence is about in a line, the same in every language. */
export function scopeText({runbook, project, location, cluster}: SilenceScope): string {
  const place = [project, location, cluster].filter(one => one !== undefined).join('/');
  return [runbook ?? '', place].filter(one => one !== '').join(' · ');
}

/** Reads the silences of a mark; undefined: it cannot be understood, and nobody knows what is silenced. */
export function silencesIn(value: JsonObject | undefined): readonly Silence[] | undefined {
  if (value === undefined) return [];
  const stored = value['silences'];
  if (!Array.isArray(stored)) return undefined;
  const read = listAt(value, 'silences').flatMap(one => silenceIn(one) ?? []);
  return read.length === stored.length ? read : undefined;
}

/** The mark's value, without what has been over for long. */
export function silencesValue(silences: readonly Silence[], now: number): JsonObject {
  return {silences: silences.filter(one => endOfSilence(one) + keptMs > now)};
}

const scopeNames = ['runbook', 'project', 'location', 'cluster'] as const;

function silenceIn(value: unknown): Silence | undefined {
  if (!isObject(value)) return undefined;
  const {id, reason, by, from, until} = value;
  if (typeof id !== 'string' || typeof reason !== 'string' || typeof by !== 'string') {
    return undefined;
  }
  if (!isTime(from) || !isTime(until) || until - from > longestSilenceMs) return undefined;
  const scope = scopeIn(value);
  if (scope === undefined) return undefined;
  const silence = {id, reason, by, from, until, ...scope};
  if (value['ended'] === undefined) return silence;
  const [who, when] = [at(value, 'ended', 'by'), at(value, 'ended', 'at')];
  if (typeof who !== 'string' || !isTime(when)) return undefined;
  return {...silence, ended: {by: who, at: when}};
}

function scopeIn(value: JsonObject): SilenceScope | undefined {
  const named = scopeNames.filter(name => value[name] !== undefined);
  const texts = named.flatMap(name => {
    const text = textAt(value, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return named.length > 0 && texts.length === named.length ? Object.fromEntries(texts) : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
