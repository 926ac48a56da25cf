import type {PlannedAction} from '../../core/action.ts';
import {type Facts, textsOf} from '../../core/diagnosis.ts';

/** Names the issuer where the diagnosis found none. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  return [{action: 'set-issuer', params: textsOf(facts)}];
}
