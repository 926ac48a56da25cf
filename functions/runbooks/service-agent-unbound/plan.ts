import type {PlannedAction} from '../../core/action.ts';
import {type Facts, textsOf} from '../../core/diagnosis.ts';

/** Binds the agent of the verified fleet number again, in the project that lost it. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  return [{action: 'bind-service-agent', params: textsOf(facts)}];
}
