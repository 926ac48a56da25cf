import {isInScope} from '../config/project-scope.ts';
import {findProject, type Settings, type SilenceScope} from '../config/settings.ts';
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

/** The names of the fields that say what a silence is about. */
export const silenceScopeNames = [
  'runbook',
  'project',
  'folder',
  'label',
  'location',
  'cluster',
] as const;

/** By what it is decided whether a silence covers something. */
export interface SilenceContext {
  /** The allow-list knows folders and labels. */
  readonly settings: Pick<Settings, 'projects'>;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * What is neither told nor repaired for a while, on a person's word or the configuration's. It is recorded as
 * ever. Times: epoch ms.
 */
export interface Silence extends SilenceScope {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
  readonly from: number;
  /** When it was said, by the same clock as `from`; absent: at its beginning. */
  readonly saidAt?: number;
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
  {runbook, place}: {readonly runbook: string; readonly place: Target},
  {settings, now}: SilenceContext,
): Silence | undefined {
  const project = findProject(settings, place.project);
  return silences
    .filter(
      one =>
        isInForce(one, now) &&
        isInScope(one, place.project, project) &&
        covers(one, runbook, place),
    )
    .reduce<Silence | undefined>(
      (last, one) => (last === undefined || endOfSilence(one) > endOfSilence(last) ? one : last),
      undefined,
    );
}

function covers(scope: SilenceScope, runbook: string, place: Target): boolean {
  const {location, cluster} = scope;
  return (
    (scope.runbook ?? runbook) === runbook &&
    (location === undefined || location === place.location) &&
    (cluster === undefined || [place.cluster, place.membership].includes(cluster))
  );
}

/** What a silence is about in a line, the same in every language. */
export function scopeText({
  runbook,
  project,
  folder,
  label,
  location,
  cluster,
}: SilenceScope): string {
  const place = [project, location, cluster].filter(one => one !== undefined).join('/');
  const among = folder === undefined ? undefined : `folders/${folder}`;
  return [runbook, among, label, place].filter(one => one !== undefined && one !== '').join(' · ');
}

/** What of a scope is named, of anything that holds one. */
export function scopeOf(
  scope: Readonly<Partial<Record<keyof SilenceScope, string | undefined>>>,
): SilenceScope {
  return Object.fromEntries(
    silenceScopeNames.flatMap(name => {
      const text = scope[name];
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
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
  return {silences: silences.filter(one => endOfSilence(one) + keptMs > now).map(stored)};
}

const knownKeys: ReadonlySet<string> = new Set([
  ...silenceScopeNames,
  ...['id', 'reason', 'by', 'from', 'until', 'saidAt', 'ended', 'about'],
]);

function silenceIn(value: unknown): Silence | undefined {
  // What a later version says more may narrow it: whoever does not know it must not silence more.
  if (!isObject(value) || !Object.keys(value).every(key => knownKeys.has(key))) return undefined;
  const {id, reason, by, from, until} = value;
  if (typeof id !== 'string' || typeof reason !== 'string' || typeof by !== 'string') {
    return undefined;
  }
  if (!isTime(from) || !isTime(until) || until - from > longestSilenceMs) return undefined;
  const about = value['about'];
  if (about !== undefined && !isObject(about)) return undefined;
  const scope = scopeIn(about ?? value);
  if (scope === undefined) return undefined;
  const saidAt = value['saidAt'];
  if (saidAt !== undefined && !isTime(saidAt)) return undefined;
  const said = saidAt === undefined ? {} : {saidAt};
  const silence = {id, reason, by, from, until, ...said, ...scope};
  if (value['ended'] === undefined) return silence;
  const [who, when] = [at(value, 'ended', 'by'), at(value, 'ended', 'at')];
  if (typeof who !== 'string' || !isTime(when)) return undefined;
  return {...silence, ended: {by: who, at: when}};
}

/**
 * What the version before reads wrongly, because it knows neither folders nor labels nor a later beginning, has its scope in a
 * place of its own: that version then knows of nothing that is silenced, tells all and changes nothing.
 */
function stored(silence: Silence): JsonObject {
  const {folder, label, saidAt, from} = silence;
  const isNew = folder !== undefined || label !== undefined || from > (saidAt ?? from);
  if (!isNew) return {...silence};
  const scope = scopeOf(silence);
  const rest = Object.entries(silence).filter(([name]) => !Object.hasOwn(scope, name));
  return {...Object.fromEntries(rest), about: {...scope}};
}

function scopeIn(value: JsonObject): SilenceScope | undefined {
  const named = silenceScopeNames.filter(name => value[name] !== undefined);
  const texts = named.flatMap(name => {
    const text = textAt(value, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return named.length > 0 && texts.length === named.length ? Object.fromEntries(texts) : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
