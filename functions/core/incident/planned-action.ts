/**
 * Where an action is made, and what it may cost somebody: the part of its parameters that is the same for
 * all. Constants and allow-list values only; never text from a log entry.
 */
export interface ActionPlace {
  /** Project id: whose budget, breaker and rules hold. */
  readonly project: string;
  /** Project id of the fleet's host. */
  readonly fleet?: string;
  readonly location?: string;
  readonly membership?: string;
  readonly cluster?: string;
}

/** One step of a plan. `params` are all that the kind of action needs; see core/contract/action-kind. */
export interface PlannedAction {
  readonly action: string;
  readonly params: ActionPlace;
}

/**
 * What became of an action: `changed`, `already` (nothing to do), `would-change` (dry run), `failed`,
 * `unknown` (no answer: the next attempt's own read tells).
 */
export type ActionResult = 'changed' | 'already' | 'would-change' | 'failed' | 'unknown';
