import type {PlannedAction} from '../../core/action.ts';
import {type Facts, listOf, textsOf} from '../../core/diagnosis.ts';

/** Turns on each API that the diagnosis found off, those that others rest on first. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  return listOf(facts, 'services').map(service => ({
    action: 'enable-service',
    params: {...textsOf(facts), service},
  }));
}
