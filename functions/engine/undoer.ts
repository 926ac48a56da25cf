import type {PlannedAction} from '../core/action.ts';
import {viewEntry} from '../core/entry.ts';
import type {Phrase} from '../core/phrase.ts';
import {type Actor, actorOf, undoneBy, undoneByNobodyKnown, type Undoing} from '../core/undoing.ts';
import {actionById, type Deps} from './deps.ts';

/** The audit log is read as far back as repairs count; real time, as log entries have it. */
const lookBackMs = 6 * 60 * 60 * 1000;

/** What people are told of a fight: who, and what ends it. */
export interface Fight {
  readonly proof: readonly Phrase[];
  /** The change in Terraform, as code. */
  readonly code: string;
}

/**
 * Finds out who undoes the actions of a plan. An audit log that does not answer costs the name and
 * nothing else.
 */
export async function fightOver(deps: Deps, actions: readonly PlannedAction[]): Promise<Fight> {
  const all = actions.flatMap(one => actionById(deps, one.action).undoing?.(one.params) ?? []);
  const proof: Phrase[] = [];
  for (const undoing of all) proof.push(await undoer(deps, undoing), undoing.remedy.text);
  return {proof, code: all.map(one => one.remedy.code).join('\n')};
}

async function undoer(deps: Deps, undoing: Undoing): Promise<Phrase> {
  const {project, filter} = undoing;
  const from = new Date(deps.clock.now() - lookBackMs);
  try {
    const entries = await deps.history.newest(project, filter, from.toISOString());
    const actor = lastOf(entries, undoing);
    return actor === undefined ? undoneByNobodyKnown('no such entry') : undoneBy(actor);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    deps.log.warn('who undid a repair could not be looked up', {project, error: said});
    return undoneByNobodyKnown(said);
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
