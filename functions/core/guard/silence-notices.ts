import {at, isObject, type JsonObject} from '../lib/json.ts';
import {endOfSilence, type Silence} from './silence.ts';

/** The mark that holds which beginnings and ends of silences people were told of, and where. */
export const noticesMark = 'silence-notices';

/** That a silence began or is over. */
export interface Notice {
  readonly kind: 'began' | 'over';
  readonly silence: Silence;
}

/** What is known of one notice in one channel: it is there, or somebody tried. */
export interface Noticed {
  /** When it was posted, or tried last; epoch ms. */
  readonly at: number;
  /** How often it was tried, and nobody knows what came of it; 0: it was posted. */
  readonly doubts: number;
}

/** By silence, kind and channel. */
export type Notices = ReadonlyMap<string, Noticed>;

/** An end is told within this time, or not at all. */
const tellsEndMs = 24 * 60 * 60 * 1000;
/** Whoever tries has so long; then somebody else does. */
const triesMs = 3 * 60 * 1000;
/** What belongs to no silence any more is forgotten after this time. */
const keptMs = 2 * 24 * 60 * 60 * 1000;

/** The name of a notice in a channel. */
export function noticeName({kind, silence}: Notice, channel: string): string {
  return `${silence.id}/${kind}/${channel}`;
}

/**
 * What a channel has to be told now: the beginning of what holds, and the end of what it was told began.
 */
export function dueNotices(
  silences: readonly Silence[],
  known: Notices,
  channel: string,
  now: number,
): readonly Notice[] {
  const due = silences.flatMap((silence): Notice[] => {
    const end = endOfSilence(silence);
    if (silence.from > now) return [];
    if (now < end) return [{kind: 'began', silence}];
    const isTold = known.has(noticeName({kind: 'began', silence}, channel));
    return isTold && now - end < tellsEndMs ? [{kind: 'over', silence}] : [];
  });
  return due.filter(one => mayTry(known.get(noticeName(one, channel)), now));
}

/** Whether a notice is not posted yet, and nobody is at it. */
export function mayTry(noticed: Noticed | undefined, now: number): boolean {
  return noticed === undefined || (noticed.doubts > 0 && now - noticed.at >= triesMs);
}

/** Reads a mark; what cannot be understood is forgotten: a notice that comes twice harms nobody. */
export function noticesIn(value: JsonObject | undefined): Notices {
  const stored = at(value, 'notices');
  return new Map(
    Object.entries(isObject(stored) ? stored : {}).flatMap(([name, one]): [string, Noticed][] => {
      const [time, doubts] = [at(one, 'at'), at(one, 'doubts')];
      return typeof time === 'number' && typeof doubts === 'number'
        ? [[name, {at: time, doubts}]]
        : [];
    }),
  );
}

/** The mark's value with one more, without what belongs to none of these silences. */
export function noticesValue(
  known: Notices,
  [name, noticed]: readonly [string, Noticed],
  silences: readonly Silence[],
  now: number,
): JsonObject {
  const ids = new Set(silences.map(one => one.id));
  const kept = [...known].filter(
    ([key, one]) => ids.has(key.split('/')[0] ?? '') || now - one.at < keptMs,
  );
  const all = [...kept, [name, noticed] as const];
  return {notices: Object.fromEntries(all.map(([key, one]) => [key, {...one}]))};
}
