import type {PlannedAction} from '../../core/action.ts';

/** A symptom is repaired by its cause's runbook; there is nothing to plan here. */
export function plan(): readonly PlannedAction[] {
  return [];
}
