/** The id of the log that beats are written to. */
export const heartbeatLog = 'mesh-responder-heartbeat';
/** What `jsonPayload.heartbeat` says in each of them. */
export const heartbeatWord = 'mesh-responder';

/** Minutes between two beats where the configuration names none. */
export const usualMinutes = 5;

/**
 * So many beats may go missing before the path is called silent: one may be lost to a restart, one is
 * under way while the next is sent; the third has no such excuse.
 */
export const missedBeats = 3;
/** After a pause of so many beats the responder itself was away, and counts from its next beat. */
const pauseBeats = 2;

/** What is remembered of the beats that were sent to one project's log; epoch ms. */
export interface Beats {
  readonly sentAt: number;
  /** The oldest beat that has not come back, nor any after it. */
  readonly from: number;
  /** Since when beats may not be written, and what the log said; gone with the next one that is. */
  readonly refused?: {readonly since: number; readonly said: string};
}

/** How the way from a project's log to the responder fares. */
export type HeartbeatFact =
  /** No beats are configured. */
  | {readonly kind: 'off'}
  /** The beats come back, or none was sent yet. */
  | {readonly kind: 'alive'}
  /** Beats are out, and it is too early to say anything. */
  | {readonly kind: 'awaited'}
  /** The responder may not write them, since that time, epoch ms. */
  | {readonly kind: 'refused'; readonly since: number; readonly said: string}
  /** None of the beats since this time, epoch ms, has come back, and it should have. */
  | {readonly kind: 'silent'; readonly since: number};

/**
 * Remembers a beat that was sent just now.
 * @param pulse the newest beat that has come back, epoch ms; undefined: none ever has.
 * @param every milliseconds between two beats.
 */
export function beaten(
  before: Beats | undefined,
  pulse: number | undefined,
  now: number,
  every: number,
): Beats {
  if (before === undefined || now - before.sentAt > pauseBeats * every) {
    return {sentAt: now, from: now};
  }
  return {sentAt: now, from: (pulse ?? 0) >= before.from ? now : before.from};
}

/** Remembers that a beat may not be written. */
export function refusedBeat(before: Beats | undefined, said: string, now: number): Beats {
  const known = before ?? {sentAt: 0, from: now};
  return {...known, refused: known.refused ?? {since: now, said}};
}

/** What beats and their answers say; parameters as of `beaten`. */
export function heartbeatOf(
  beats: Beats | undefined,
  pulse: number | undefined,
  now: number,
  every: number,
): Exclude<HeartbeatFact, {kind: 'off'}> {
  if (beats?.refused !== undefined) return {kind: 'refused', ...beats.refused};
  if (beats === undefined || (pulse ?? 0) >= beats.from) return {kind: 'alive'};
  return now - beats.from >= missedBeats * every
    ? {kind: 'silent', since: beats.from}
    : {kind: 'awaited'};
}
