import {sanitise} from '../../../adapters/chat/sanitise.ts';
import type {Speak} from '../../../adapters/chat/speak.ts';
import type {Incident} from '../../../core/incident.ts';
import type {Phrase} from '../../../core/phrase.ts';

/** What became of log entries, or what was decided about an incident. */
export type Kind =
  'joined' | 'suppressed' | 'limited' | 'skipped' | 'foreign' | 'paused' | 'held' | 'decided';

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
  const {id, target, reasons = {}, timeline} = incident;
  const about = {incident: id, project: target.project};
  const entries = Object.values(reasons).map(({reason, count, lastAt}): Explained => ({
    ...about,
    kind: kindOf(reason.code),
    reason,
    at: lastAt,
    count,
  }));
  const decisions = timeline.map(({reason, at, state}): Explained => ({
    ...about,
    kind: decision(reason.code, state),
    reason,
    at,
  }));
  return [...entries, ...decisions];
}

const suppressing = ['reason.symptom-of', 'reason.project-not-listed', 'reason.project-mismatch'];

/** What became of the entries that are counted under a reason. */
export function kindOf(code: string): Kind {
  if (code.startsWith('foreign.')) return 'foreign';
  if (code.startsWith('skip.')) return 'skipped';
  if (code.startsWith('limit.')) return 'limited';
  return suppressing.includes(code) ? 'suppressed' : 'joined';
}

function decision(code: string, state: Incident['state']): Kind {
  if (code.startsWith('reason.paused')) return 'paused';
  if (state === 'suppressed') return 'suppressed';
  const waits = state === 'blocked' || state === 'awaiting-approval' || state === 'flapping';
  return waits ? 'held' : 'decided';
}

/** The lines of an explanation, for people or as JSON. Text from outside is sanitised. */
export function explainedLines(
  explained: readonly Explained[],
  speak: Speak,
  json: boolean,
): readonly string[] {
  return explained.map(one => {
    const why = sanitise(speak(one.reason, one.at)).trim();
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
