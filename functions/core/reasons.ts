import type {Incident, Reasons} from './incident.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';

/** An incident has a handful of codes; more than this would be a mistake of ours. */
const codeLimit = 20;

/** Entries that an instance counted in memory, because their key was stored less than a minute ago. */
export const limited = phrase('limit.counted');

/** Counts `more` entries under a reason. */
export function counted(
  reasons: Reasons | undefined,
  reason: Phrase,
  more: number,
  now: number,
): Reasons {
  const known = reasons ?? {};
  const before = Object.hasOwn(known, reason.code) ? known[reason.code] : undefined;
  const full = before === undefined && Object.keys(known).length >= codeLimit;
  if (more <= 0 || full) return known;
  return {...known, [reason.code]: {count: (before?.count ?? 0) + more, lastAt: now, reason}};
}

/** The same incident with entries counted under a reason. */
export function reasoned(incident: Incident, reason: Phrase, more: number, now: number): Incident {
  const reasons = counted(incident.reasons, reason, more, now);
  return Object.keys(reasons).length === 0 ? incident : {...incident, reasons};
}
