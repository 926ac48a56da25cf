import {inverseOf} from '../../core/contract/action.ts';
import {undoMark, type Word} from '../../core/inbox/word-inbox.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {type UndoRefusal, undoRefusal} from '../../core/guard/undo.ts';
import type {Store} from '../../core/ports/ports.ts';
import type {Deps} from '../lib/context.ts';
import type {AnswerDeps} from './answer-plan.ts';
import {say} from './say.ts';

/** What came of a person's wish that a repair be taken back. */
export type UndoAnswered =
  | {readonly kind: 'unknown' | 'taken'}
  /** Nothing was changed, with the reason. */
  | {readonly kind: 'refused'; readonly reason: UndoRefusal};

/** What it needs beside what an answer does. */
export type UndoDeps = AnswerDeps &
  Pick<Deps, 'settings' | 'actions' | 'clock'> & {
    readonly store: Pick<Store, 'read' | 'latest'>;
  };

/**
 * Writes down that somebody wants the repair of an incident taken back. Respond looks at live state, plans it, and asks
 * for an approval. Neither the incident nor the world is changed here.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function askUndo(
  deps: UndoDeps,
  incidentId: string,
  {by, at}: Pick<Word, 'by' | 'at'>,
): Promise<UndoAnswered> {
  const incident = await deps.store.read(incidentId);
  if (incident === undefined) return {kind: 'unknown'};
  const reason = await whyNoUndo(deps, incident);
  if (reason !== undefined) return {kind: 'refused', reason};
  await say(deps, undoMark, incidentId, {by, at, run: incident.work.run});
  return {kind: 'taken'};
}

/** Why the repair of an incident cannot be taken back; undefined: it can be asked for. @throws StoreError. */
export async function whyNoUndo(
  {settings, actions, store, clock, timing}: Omit<UndoDeps, 'guardStore' | 'queue' | 'log'>,
  incident: Incident,
): Promise<UndoRefusal | undefined> {
  const latest = await store.latest(incident.key);
  return undoRefusal(incident, {
    isOn: settings.undo === true,
    latest: latest?.id,
    inverse: inverseOf(actions),
    now: clock.now(),
    timing,
  });
}
