import {type Incident, undoOf} from '../../core/incident/incident.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import type {UndoPreview} from '../../core/lifecycle/decision.ts';
import {madeSomething} from '../../core/lifecycle/plan-progress.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {actionById, type Deps} from '../lib/context.ts';
import {diagnose} from './diagnose.ts';

/**
 * What live state says of a repair that a person wants taken back: whether the problem is over as it was, and what of the
 * repair is there. Once something of it was taken back the problem may be there again, and says nothing against the rest.
 * @throws CallError when a read that decides gave no answer.
 */
export async function previewUndo(
  deps: Pick<
    Deps,
    'settings' | 'runbooks' | 'actions' | 'store' | 'readers' | 'history' | 'clock' | 'timing'
  >,
  incident: Incident,
): Promise<UndoPreview> {
  const {actions = []} = undoOf(incident) ?? {};
  const proof: Phrase[] = [];
  if (!madeSomething(incident)) {
    const diagnosis = await diagnose(deps, incident);
    if (diagnosis.kind !== 'healthy') return {kind: 'moved-on', diagnosis};
    proof.push(...diagnosis.proof);
  }
  const left: PlannedAction[] = [];
  for (const one of actions) {
    const answer = await actionById(deps, one.action).precheck(one.params, deps.readers);
    switch (answer.kind) {
      case 'refused':
        return {kind: 'refused', why: answer.reason};
      case 'already':
        break;
      case 'needed':
      case 'busy':
        left.push(one);
        break;
    }
  }
  return left.length === 0 ? {kind: 'gone', proof} : {kind: 'there', actions: left, proof};
}
