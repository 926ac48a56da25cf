import {createHash} from 'node:crypto';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {State} from '../../../functions/core/incident/reason.ts';

// How a stored document is read without the code that wrote it.

const parked: readonly State[] = ['awaiting-approval', 'blocked', 'flapping'];
const closed: readonly State[] = ['resolved', 'no-action', 'suppressed', 'failed'];

/** The mark by which people stop everything. */
export const pauseMark = 'pause';

/** Whether somebody works on it, it waits for a person, or it is over. */
export function standing(state: State): 'open' | 'parked' | 'closed' {
  if (parked.includes(state)) return 'parked';
  return closed.includes(state) ? 'closed' : 'open';
}

/** Whether nothing is wrong any more, or never was. */
export function isOverState(state: State): boolean {
  return state === 'resolved' || state === 'no-action';
}

/** The incident that is said to explain this one. */
export function causeOf(incident: Incident): string | undefined {
  return incident.state === 'suppressed' && incident.reason.kind === 'symptom-of'
    ? incident.reason.incident
    : undefined;
}

/** When somebody looks again. */
export function dueAt({work, outbox}: Incident): number {
  const {dueAt: tellAt = Infinity, againAt = Infinity, silence} = outbox;
  return Math.min(work.nextLook ?? Infinity, tellAt, againAt, silence?.recheckAt ?? Infinity);
}

/** An incident's id as a message carries it. */
export function wireId(id: string): string {
  if (/^[\w.:|/-]{1,200}$/.test(id)) return id;
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** The value at a path of names. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here: unknown = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return here;
}
