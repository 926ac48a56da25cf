import type {PlannedAction} from '../../core/action.ts';
import {type Facts, textsOf} from '../../core/diagnosis.ts';

/** Gives the cluster the pool that the diagnosis missed. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  return [{action: 'set-workload-pool', params: textsOf(facts)}];
}
