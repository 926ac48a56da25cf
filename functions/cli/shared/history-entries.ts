import type {Deps} from '../../engine/deps.ts';
import {usage} from '../shell/args.ts';
import type {Item} from './read-entries.ts';

const units = {m: 60_000, h: 3_600_000, d: 86_400_000} as const;

/**
 * The start of a stretch of history: `30m`, `6h`, `2d` before now, or an RFC 3339 time.
 * @throws UsageError.
 */
export function sinceTime(text: string, now: number, command = 'respond'): string {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count !== undefined && (unit === 'm' || unit === 'h' || unit === 'd')) {
    return new Date(now - Number(count) * units[unit]).toISOString();
  }
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw usage(command, `--since "${text}" is neither like 30m, 6h or 2d nor an RFC 3339 time`);
  }
  return new Date(at).toISOString();
}

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
