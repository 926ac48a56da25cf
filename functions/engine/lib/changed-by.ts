import type {Undoing} from '../../core/contract/action.ts';
import {type Actor, actorOf} from '../../core/detection/actor.ts';
import {viewEntry} from '../../core/detection/entry.ts';
import {type UndoneBy, untold} from '../../core/incident/reason.ts';
import {errorText} from '../../core/lib/error.ts';
import type {Deps} from './context.ts';

/** The audit log is read as far back as repairs count; real time, as log entries have it. */
const lookBackMs = 6 * 60 * 60 * 1000;

/**
 * Who made the newest change that an action would take back, by the audit log. A log that does not answer
 * costs the name and nothing else.
 */
export async function changedBy(
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
    deps.log.warn('who made a change could not be looked up', {project, error: said});
    return untold(said);
  }
}

/** The newest entry that is such a change; they come newest first. */
function lastOf(entries: readonly unknown[], undoing: Undoing): Actor | undefined {
  for (const value of entries) {
    const entry = viewEntry(value);
    const actor = entry !== undefined && undoing.matches(entry) ? actorOf(entry) : undefined;
    if (actor !== undefined) return actor;
  }
  return undefined;
}
