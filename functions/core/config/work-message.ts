import {at} from '../lib/json.ts';
import type {JunkReason} from '../detection/entry.ts';

/** What a message to `respond` asks for. */
export type Work =
  | {readonly kind: 'incident'; readonly incident: string}
  | {readonly kind: 'sweep'}
  | {readonly kind: 'junk'; readonly reason: JunkReason};

/** Ids as `incidentId` makes them. */
const id = /^[\da-f]{10}-\d{1,9}$/;

/** Reads a message to `respond`: an incident's id, or the order to sweep. */
export function workOf(value: unknown): Work {
  if (at(value, 'sweep') === true) return {kind: 'sweep'};
  const incident = at(value, 'incident');
  return typeof incident === 'string' && id.test(incident)
    ? {kind: 'incident', incident}
    : {kind: 'junk', reason: 'no-work'};
}
