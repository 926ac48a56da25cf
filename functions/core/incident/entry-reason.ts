import type {Phrase} from '../texts/phrase.ts';
import type {OutsideAllowList, State} from './reason.ts';

/** What became of an entry that belongs to an incident. */
export type EntryReason =
  | {readonly kind: 'joined' | 'late'; readonly state: State}
  /** A sign of the open incident of `runbook`. */
  | {readonly kind: 'adopted'; readonly runbook: string}
  /** Received too long ago to act on. */
  | {readonly kind: 'stale'}
  /** Counted in memory, because its problem was stored less than a minute before. */
  | {readonly kind: 'limited'}
  /** It opened the incident again. */
  | {readonly kind: 'again'; readonly times: number}
  | {readonly kind: 'symptom-of'; readonly incident: string}
  | OutsideAllowList;

/** Why an entry belongs to no incident. */
export type SkipReason =
  | {readonly kind: 'unrelated' | 'duplicate'}
  /** The sink of `runbook` would not have exported it. */
  | {readonly kind: 'filter'; readonly runbook: string}
  /** The responder's own heartbeat; `heartbeat-off`: none is configured. */
  | {readonly kind: 'heartbeat' | 'heartbeat-off'}
  | {readonly kind: 'project-not-listed'; readonly project: string}
  /** A near miss: it looks like a runbook's and is not, for the reason that the runbook gives. */
  | {readonly kind: 'foreign'; readonly why: Phrase}
  /** Further reasons and projects, counted together. */
  | {readonly kind: 'other'};
