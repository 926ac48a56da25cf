import type {Deps} from '../../engine/lib/context.ts';
import type {Item} from './read-entries.ts';

/** The log entries of every project and runbook since a time, as Cloud Logging gives them. */
export async function* historyEntries(deps: Deps, from: string): AsyncIterable<Item> {
  let line = 0;
  for (const project of deps.settings.projects) {
    for (const {manifest} of deps.runbooks) {
      const {filter} = manifest;
      if (filter === undefined) continue;
      for await (const value of deps.history.since(project.id, filter, from)) {
        line += 1;
        yield {kind: 'value', line, value};
      }
    }
  }
}
