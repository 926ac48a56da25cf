import {backlogKey, noted} from '../../core/intake/backlog.ts';
import {incidentKey} from '../../core/detection/finding.ts';
import {endOf} from '../../core/incident/incident.ts';
import type {Arrival} from '../../core/intake/arrivals.ts';
import type {Deps} from '../lib/context.ts';
import {change, StaleError} from '../lib/compare-and-set.ts';

const triesLimit = 10;

/**
 * Keeps a stale entry for the digest of its outage. One whose problem has an open incident, or one that
 * is older than the end of it, is no news there and is left to `take`, which only counts it.
 * @returns the id of the digest; undefined: it is not for the digest.
 * @throws StaleError after ten tries; whoever delivered delivers again.
 */
export async function noteStale(
  deps: Pick<Deps, 'settings' | 'store' | 'timing'>,
  arrival: Arrival,
): Promise<string | undefined> {
  const own = await deps.store.latest(incidentKey(arrival.finding));
  // What is open has no end yet.
  if (own !== undefined && (endOf(own) ?? Infinity) >= arrival.at) return undefined;
  const home = homeOf(deps);
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const latest = await deps.store.latest(backlogKey(home));
    const next = noted(latest, arrival, home, deps.timing);
    if (next.kind === 'known') return latest?.id;
    const {incident} = next;
    if (next.kind === 'created') {
      if ((await deps.store.create(incident)) === 'created') return incident.id;
    } else {
      const version = incident.version + 1;
      if ((await deps.store.replace({...incident, version})) === 'stored') return incident.id;
    }
  }
  throw new StaleError(`the backlog: ${triesLimit} other deliveries were faster; deliver again`);
}

/** Everything has come: the digest need not wait for more. */
export async function endCollecting({
  settings,
  store,
  clock,
}: Pick<Deps, 'settings' | 'store' | 'clock'>): Promise<void> {
  const latest = await store.latest(backlogKey(homeOf({settings})));
  if (latest?.state !== 'detected') return;
  await change(store, latest.id, it => ({...it, work: {...it.work, nextLook: clock.now()}}));
}

function homeOf({settings}: Pick<Deps, 'settings'>): string {
  const [first] = settings.projects;
  if (first === undefined) throw new Error('the configuration lists no project');
  return first.fleet;
}
