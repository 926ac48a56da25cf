import type {PlannedAction} from '../../core/incident/plan.ts';
import {viewEntry} from '../../core/detection/entry.ts';
import {errorText} from '../../core/lib/error.ts';
import {type Reverted, type UndoneBy, untold} from '../../core/incident/reason.ts';
import type {Undoing} from '../../core/contract/action.ts';
import {type Actor, actorOf} from '../../core/detection/actor.ts';
import {actionById, type Deps} from '../lib/context.ts';

/** The audit log is read as far back as repairs count; real time, as log entries have it. */
const lookBackMs = 6 * 60 * 60 * 1000;

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
    fight.push({by: await undoer(deps, undoing), remedy: undoing.remedy.text});
  }
  return {fight, remedy: all.map(one => one.remedy.code).join('\n')};
}

async function undoer(
  deps: Pick<Deps, 'history' | 'clock' | 'log'>,
  undoing: Undoing,
): Promise<UndoneBy> {
  const {project, filter} = undoing;
  const from = new Date(deps.clock.now() - lookBackMs);
  try {
    const entries = await deps.history.newest(project, filter, from.toISOString());
    const actor = lastOf(entries, undoing);
    return actor === undefined ? untold('no such entry') : {kind: 'actor', ...actor};
  } catch (error) {
    const said = errorText(error);
    deps.log.warn('who undid a repair could not be looked up', {project, error: said});
    return untold(said);
  }
}

/** The newest entry that is an undoing; they come newest first. */
function lastOf(entries: readonly unknown[], undoing: Undoing): Actor | undefined {
  for (const value of entries) {
    const entry = viewEntry(value);
    const actor = entry !== undefined && undoing.matches(entry) ? actorOf(entry) : undefined;
    if (actor !== undefined) return actor;
  }
  return undefined;
}
