import {sanitise} from '../../../adapters/chat/text/sanitise.ts';
import {clock} from '../../../adapters/chat/text/time.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import type {EntryReason, SkipReason} from '../../../core/incident/reason.ts';
import {standing, type TimelineItem, type Incident} from '../../../core/incident/incident.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {entrySentence, reasonSentence} from '../../../core/announcement/sentences.ts';
import {phrase} from '../../../core/texts/texts.ts';

/** What became of log entries, or what was decided about an incident. */
export type Kind =
  | 'joined'
  | 'suppressed'
  | 'limited'
  | 'skipped'
  | 'foreign'
  | 'paused'
  | 'silenced'
  | 'held'
  | 'decided';

/** One of these, and why. */
export interface Explained {
  readonly kind: Kind;
  readonly reason: Phrase;
  /** Epoch milliseconds; the last time, where it happened more than once. */
  readonly at: number;
  /** At least how often; absent for a decision. */
  readonly count?: number;
  readonly incident?: string;
  readonly project?: string;
}

/** Everything known about one incident: its entries by reason, then its decisions in order. */
export function explainedIncident(incident: Incident): readonly Explained[] {
  const {id, target, intake, timeline} = incident;
  const about = {incident: id, project: target.project};
  const entries = Object.values(intake.reasons).map(({reason, count, lastAt}): Explained => ({
    ...about,
    kind: entryKind(reason),
    reason: entrySentence(reason),
    at: lastAt,
    count,
  }));
  const decisions = timeline.map((item): Explained => ({
    ...about,
    kind: decisionKind(item),
    reason: reasonSentence(item.reason),
    at: item.at,
  }));
  return [...entries, ...decisions, ...silenceOf(incident)];
}

/** The silence that keeps it untold, or the last one that did. */
function silenceOf({id, target, outbox: {silence}}: Incident): readonly Explained[] {
  if (silence === undefined) return [];
  const {by, reason, until, since, endedAt} = silence;
  const about = {incident: id, project: target.project, kind: 'silenced'} as const;
  if (endedAt === undefined) {
    return [{...about, reason: phrase('silence.untold', {by, until, reason}), at: since}];
  }
  const said = phrase('silence.was-untold', {by, from: since, until: endedAt, reason});
  return [{...about, reason: said, at: endedAt}];
}

function entryKind({kind}: EntryReason): Kind {
  switch (kind) {
    case 'joined':
    case 'late':
    case 'adopted':
    case 'stale':
    case 'again':
      return 'joined';
    case 'limited':
      return 'limited';
    case 'symptom-of':
    case 'project-not-listed':
    case 'project-mismatch':
      return 'suppressed';
  }
}

/** What a reason that entries are skipped under stands for. */
export function skipKind({kind}: SkipReason): Kind {
  switch (kind) {
    case 'foreign':
      return 'foreign';
    case 'project-not-listed':
      return 'suppressed';
    case 'unrelated':
    case 'duplicate':
    case 'filter':
    case 'heartbeat':
    case 'heartbeat-off':
    case 'other':
      return 'skipped';
  }
}

function decisionKind({state, reason}: TimelineItem): Kind {
  if (reason.kind === 'paused') return 'paused';
  if (reason.kind === 'silenced') return 'silenced';
  if (state === 'suppressed') return 'suppressed';
  return standing(state) === 'parked' ? 'held' : 'decided';
}

/** The lines of an explanation, for people or as JSON. Text from outside is sanitised. */
export function explainedLines(
  explained: readonly Explained[],
  speak: Speak,
  json: boolean,
): readonly string[] {
  return explained.map(one => {
    const why = sanitise(speak(one.reason, {time: clock('UTC', one.at)})).trim();
    const at = new Date(one.at).toISOString();
    if (json) {
      const {kind, reason, count, incident, project} = one;
      return JSON.stringify({kind, reason: reason.code, why, at, count, incident, project});
    }
    const times = one.count === undefined ? '' : `at least ${one.count} × `;
    const where = one.incident === undefined ? ` [${sanitise(one.project ?? '')}]` : '';
    return `  ${at.slice(0, 19)}Z  ${one.kind.padEnd(10)}  ${times}${why}${where}`;
  });
}
