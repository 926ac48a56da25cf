import type {PlannedAction} from '../../core/action.ts';

/** What stalls by itself needs a person; what has a cause is repaired by the cause's runbook. */
export function plan(): readonly PlannedAction[] {
  return [];
}
