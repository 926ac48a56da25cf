import {at} from './json.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';

/** What a message to `respond` asks for. */
export type Work =
  | {readonly kind: 'incident'; readonly incident: string}
  | {readonly kind: 'sweep'}
  | {readonly kind: 'junk'; readonly reason: Phrase};

/** Ids as `incidentId` makes them. */
const id = /^[\da-f]{10}-\d{1,9}$/;

/** Reads a message to `respond`: an incident's id, or the order to sweep. */
export function workOf(value: unknown): Work {
  if (at(value, 'sweep') === true) return {kind: 'sweep'};
  const incident = at(value, 'incident');
  return typeof incident === 'string' && id.test(incident)
    ? {kind: 'incident', incident}
    : {kind: 'junk', reason: phrase('junk.no-work')};
}
