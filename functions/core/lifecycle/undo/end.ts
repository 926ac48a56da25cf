import {type Incident, move, undoOf} from '../../incident/incident.ts';
import type {UndoKept} from '../../incident/reason.ts';
import type {Now} from '../../lib/time-scale.ts';
import type {Phrase} from '../../texts/phrase.ts';
import {begin} from '../look.ts';

/** Nothing is taken back: the incident is as over as it was before somebody asked. */
export function kept(
  incident: Incident,
  why: UndoKept,
  at: Now,
  proof: readonly Phrase[] = [],
): Incident {
  const by = undoOf(incident)?.by ?? '?';
  const reason = {kind: 'undo-kept', by, why} as const;
  return move(begin(incident, at), {state: 'resolved', reason, now: at.now, proof});
}
