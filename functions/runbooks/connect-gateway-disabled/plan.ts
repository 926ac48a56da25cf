import type {PlannedAction} from '../../core/action.ts';

/** Turns the API on where the diagnosis found it off. */
export function plan({
  facts,
}: {
  readonly facts: Readonly<Record<string, string>>;
}): readonly PlannedAction[] {
  return [{action: 'enable-service', params: facts}];
}
