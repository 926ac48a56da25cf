import type {Deps} from './deps.ts';
import {change} from './save.ts';

/**
 * Voids the leases of processes that are known to be gone, so that a run on the same store goes on
 * at once instead of waiting for them to end.
 */
export async function reclaim(deps: Deps): Promise<void> {
  for (const {id, lease} of await deps.store.all()) {
    if (lease === undefined || !deps.isGone(lease.holder)) continue;
    await change(deps.store, id, incident => {
      if (incident.lease?.holder !== lease.holder) return incident;
      const {lease: _void, ...free} = incident;
      return free;
    });
  }
}
