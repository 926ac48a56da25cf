import type {PlannedAction} from '../../core/action.ts';

/** Binds the agent of the verified fleet number again, in the project that lost it. */
export function plan({
  facts,
}: {
  readonly facts: Readonly<Record<string, string>>;
}): readonly PlannedAction[] {
  return [{action: 'bind-service-agent', params: facts}];
}
