import type {PlannedAction} from '../../core/action.ts';
import {type Facts, listOf, textsOf} from '../../core/diagnosis.ts';

/** Restarts the workloads, a batch after the other. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  return listOf(facts, 'batches').map(workloads => ({
    action: 'restart-workloads',
    params: {...textsOf(facts), workloads},
  }));
}
