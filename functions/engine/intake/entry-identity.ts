import type {LogEntry} from '../../core/detection/entry.ts';
import {shortHash} from '../../core/incident/plan.ts';

/** Memory holds thousands of identities: a longer one is held as its hash. */
const longestIdentity = 256;
/** What an identity begins with that is not a hash yet. */
const plain = '=';

/**
 * What tells an entry from all others, for memory: exports are not deduplicated by Cloud Logging.
 * Hashed only where it has to be: a storm asks for it with each entry.
 */
export function identityOf(entry: LogEntry): string {
  const {log, insertId, at} = entry;
  if (insertId === '') return shortHash(textOf(entry));
  const name = `${log}|${insertId}|${at ?? ''}`;
  return name.length > longestIdentity ? shortHash(name) : `${plain}${name}`;
}

/** An identity as the store keeps it. */
export function hashOf(identity: string): string {
  return identity.startsWith(plain) ? shortHash(identity.slice(plain.length)) : identity;
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
