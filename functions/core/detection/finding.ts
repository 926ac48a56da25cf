import {truncate} from '../lib/truncate.ts';
import type {LogEntry} from './entry.ts';
import type {Phrase} from '../texts/phrase.ts';
import {type Target, targetKey} from './target.ts';

/** What was seen, kept as inert text: it is shown to people and never reaches an API argument. */
export interface Evidence {
  /** The sentence that was recognised, clamped. */
  readonly quote: string;
  /** RFC 3339 time of the log entry, where it has one. */
  readonly at?: string;
  readonly insertId?: string;
  /** The allow-listed project whose log holds it, where it is one. */
  readonly project?: string;
}

const longestQuote = 400;
/** RFC 3339 with nanoseconds has 35 characters at most. */
const longestTime = 40;
/** Cloud Logging's own ids have some 20 characters; a writer may choose longer ones. */
const longestInsertId = 128;

/** The evidence that a log entry gives with one of its sentences. */
export function evidenceOf({at, insertId}: LogEntry, sentence: string): Evidence {
  const evidence: {-readonly [name in keyof Evidence]: Evidence[name]} = {
    quote: truncate(sentence, longestQuote),
  };
  // Both lead people to the entry; what no entry of Cloud Logging has leads nowhere.
  if (at !== undefined && at.length <= longestTime) evidence.at = at;
  if (insertId !== '' && insertId.length <= longestInsertId) evidence.insertId = insertId;
  return evidence;
}

/** What a runbook makes of a log entry or of polled state. */
export interface Finding {
  readonly runbook: string;
  readonly target: Target;
  /** Short machine word for what was seen, e.g. `api-disabled` or `in-cluster-tail`. */
  readonly symptom: string;
  /**
   * Tells apart two problems that one runbook knows on the same target (a webhook that fails
   * in the cluster and one that fails in the managed control plane); part of the incident's key.
   */
  readonly variant?: string;
  /** Ids of the runbooks whose open incident on the same project may adopt this finding. */
  readonly causes: readonly string[];
  /**
   * Set for discrete facts (an audit entry): each occurrence must reach the store, whereas entries
   * of a storm may be counted in memory.
   */
  readonly occurrence?: string;
  readonly evidence: Evidence;
}

/**
 * The answer of a runbook's `detect`: ours; the responder's own heartbeat, which is no problem; a near
 * miss (`foreign`: it looks like ours and is not, with the reason); or nothing to do with it.
 */
export type Detection =
  | {readonly kind: 'finding'; readonly finding: Finding}
  /** `project` is whose log it stands in, as the entry claims it; `beat` the beat's time, epoch ms. */
  | {
      readonly kind: 'pulse';
      readonly runbook: string;
      readonly project: string;
      readonly beat: number;
    }
  | {readonly kind: 'foreign'; readonly reason: Phrase; readonly near: Nearness}
  | {readonly kind: 'unrelated'};

/**
 * How near a miss came: it has the runbook's words and is about something that another runbook has the say
 * on; it is about another thing of the kind that the runbook knows; it is about the very thing, and is no
 * report of it (quoted, not severe, not done, or of no project).
 */
export type Nearness = 'words' | 'kind' | 'thing';

/** The one `unrelated` answer; shared, because most entries get it. */
export const unrelated: Detection = Object.freeze({kind: 'unrelated'});

/** The entry looks like the problem and is none of it, and why. */
export function foreign(reason: Phrase, near: Nearness = 'thing'): Detection {
  return {kind: 'foreign', reason, near};
}

/** The key of the incident that a finding belongs to: runbook and target, whatever path it came by. */
export function incidentKey(finding: Pick<Finding, 'runbook' | 'target' | 'variant'>): string {
  return `${finding.runbook}|${targetKey(finding.target)}|${finding.variant ?? ''}`;
}

/** The project in an incident's key: inert, to tell the projects' incidents apart. */
export function projectOf(key: string): string {
  return key.split('|', 2)[1] ?? '';
}
