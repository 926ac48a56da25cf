import type {LogEntry} from '../core/entry.ts';
import {shortHash} from '../core/plan.ts';

/** Exports are not deduplicated by Cloud Logging: the entry's own identity tells. */
export function entryHash(entry: LogEntry): string {
  const {log, insertId, at} = entry;
  return shortHash(insertId === '' ? textOf(entry) : `${log}|${insertId}|${at ?? ''}`);
}

/** Everything that an entry says; of one nested deeper than the stack, what it says at the top. */
function textOf({log, at, text, message, raw}: LogEntry): string {
  try {
    return JSON.stringify(raw);
  } catch {
    return JSON.stringify([log, at, text, message]);
  }
}

/** Entries older than the longest retention of a log are no news: https://docs.cloud.google.com/logging/quotas */
const oldestMs = 3650 * 24 * 60 * 60 * 1000;

/** When the entry was received; a missing, future or impossible time counts as now. */
export function receivedAt(entry: LogEntry, now: number): number {
  const at = Date.parse(entry.at ?? '');
  return Number.isNaN(at) || at < now - oldestMs ? now : Math.min(at, now);
}
