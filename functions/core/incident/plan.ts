import {hash} from 'node:crypto';
import {canonical} from '../lib/json.ts';

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

/** One step of a plan. `params` are all that the kind of action needs; see `actionKind`. */
export interface PlannedAction {
  readonly action: string;
  readonly params: ActionPlace;
}

/**
 * What became of an action: `busy` (not made: another change of the same thing is under way), `changed`, `already` (nothing to do), `would-change` (dry run), `failed`,
 * `unknown` (no answer: the next attempt's own read tells).
 */
export type ActionResult = 'changed' | 'already' | 'would-change' | 'failed' | 'unknown' | 'busy';

/** The ordered actions for one diagnosis; the hash is what a person approves. */
export interface Plan {
  readonly hash: string;
  readonly actions: readonly PlannedAction[];
}

/**
 * Puts actions into a plan. The hash covers everything that will be done, and for which incident: the same
 * actions on the same incident key always give the same one.
 */
export function planOf(key: string, actions: readonly PlannedAction[]): Plan {
  const done = actions.map(({action, params}) => ({action, params}));
  return {hash: shortHash(canonical([key, done])), actions};
}

/** Tells an action with its parameters apart, whatever the order of their names. */
export function actionKey({action, params}: PlannedAction): string {
  return canonical([action, params]);
}

/** Sixteen characters of a SHA-256: enough to tell apart, short enough to type. */
export function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 16);
}

/**
 * The part of a plan that is made in one go: one kind of action, at most so many of it as it allows.
 * The next part waits until this one took.
 */
export function waveOf(
  rest: readonly PlannedAction[],
  atOnce: (action: string) => number,
): readonly PlannedAction[] {
  const [first] = rest;
  if (first === undefined) return [];
  const others = rest.findIndex(one => one.action !== first.action);
  return rest.slice(0, Math.min(others < 0 ? rest.length : others, atOnce(first.action)));
}
