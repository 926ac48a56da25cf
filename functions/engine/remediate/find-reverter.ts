import type {PlannedAction} from '../../core/incident/plan.ts';
import type {Reverted} from '../../core/incident/reason.ts';
import {changedBy} from '../lib/changed-by.ts';
import {actionById, type Deps} from '../lib/context.ts';

/** What people are told of a fight: who, and what ends it. */
export interface Fight {
  readonly fight: readonly Reverted[];
  /** The change in Terraform, as code. */
  readonly remedy: string;
}

/**
 * Finds out who undoes the actions of a plan. An audit log that does not answer costs the name and
 * nothing else.
 */
export async function findReverters(
  deps: Pick<Deps, 'actions' | 'history' | 'clock' | 'log'>,
  actions: readonly PlannedAction[],
): Promise<Fight> {
  const all = actions.flatMap(one => actionById(deps, one.action).undoing?.(one.params) ?? []);
  const fight: Reverted[] = [];
  for (const undoing of all) {
    const {text, code} = undoing.remedy;
    fight.push({by: await changedBy(deps, undoing), remedy: text, code});
  }
  return {fight, remedy: all.map(one => one.remedy.code).join('\n')};
}
