import type {LogEntry} from '../../core/detection/entry.ts';
import {type Finding, incidentKey} from '../../core/detection/finding.ts';
import {incidentId, open, suppress} from '../../core/lifecycle/arrivals.ts';
import type {OutsideAllowList} from '../../core/incident/reason.ts';
import {hashOf, identityOf, receivedAt} from './entry-identity.ts';
import type {Deps} from '../lib/context.ts';
import {type DedupCache, memorySeconds} from './dedup-cache.ts';

/** Keeps what is outside apart: a project that is listed later starts with a clean page. */
const variant = 'outside-the-allow-list';

/**
 * Records a finding on a project outside the allow-list, once per key, and never touches it.
 * @returns the id of the record.
 */
export async function recordOutside(
  deps: Pick<Deps, 'store' | 'clock' | 'timing' | 'log'>,
  memory: DedupCache,
  outside: Finding,
  entry: LogEntry,
  reason: OutsideAllowList,
): Promise<string> {
  const now = deps.clock.now();
  const finding: Finding = {...outside, variant};
  const key = incidentKey(finding);
  const incident = incidentId(key, 1);
  const identity = identityOf(entry);
  const sight = memory.sight(identity, key, now);
  if (sight.kind !== 'new') return incident;
  const {alsoCounted} = sight;
  const arrival = {finding, entry: hashOf(identity), at: receivedAt(entry, now), alsoCounted, now};
  const created = await deps.store.create(suppress(open(arrival, 1), reason, now));
  if (created === 'created') deps.log.warn('outside the allow-list', {incident, reason});
  memory.remember(identity, key, {incident, until: now + deps.timing.seconds(memorySeconds)});
  return incident;
}
