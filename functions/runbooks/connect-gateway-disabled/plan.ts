import type {PlannedAction} from '../../core/action.ts';
import {type Facts, textsOf} from '../../core/diagnosis.ts';

/** Turns the API on where the diagnosis found it off. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  return [{action: 'enable-service', params: textsOf(facts)}];
}
