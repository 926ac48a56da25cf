import type {PlannedAction} from '../../core/action.ts';

/** The responder may not touch its own sinks and topics; there is nothing to plan here. */
export function plan(): readonly PlannedAction[] {
  return [];
}
