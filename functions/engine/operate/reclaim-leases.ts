import type {Deps} from '../lib/context.ts';
import {change} from '../lib/compare-and-set.ts';

/**
 * Ends the leases of processes that are known to be gone, so that a run on the same store goes on
 * at once instead of waiting for them to end.
 */
export async function reclaimLeases(deps: Pick<Deps, 'store' | 'isGone'>): Promise<void> {
  for (const {id, lease} of await deps.store.all()) {
    if (lease === undefined || !deps.isGone(lease.holder)) continue;
    await change(deps.store, id, incident =>
      incident.lease?.holder === lease.holder
        ? // Over, and not gone: whoever takes it next has to know how the last run ended.
          {...incident, lease: {...incident.lease, until: 0}}
        : incident,
    );
  }
}
