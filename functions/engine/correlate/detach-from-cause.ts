import {explainedBy, type Incident} from '../../core/incident/incident.ts';
import {freed} from '../../core/lifecycle/arrivals.ts';
import type {Deps} from '../lib/context.ts';
import {enqueue} from './enqueue.ts';
import {change} from '../lib/compare-and-set.ts';

/**
 * Signs were adopted by an incident whose live state turned out to be healthy: it explains nothing,
 * so each of them goes its own way and is diagnosed.
 */
export async function detachFromCause(
  deps: Pick<Deps, 'store' | 'queue' | 'clock' | 'log'>,
  cause: Incident,
): Promise<void> {
  if (cause.state !== 'no-action') return;
  for (const {key} of cause.intake.symptoms) {
    const own = await deps.store.latest(key);
    if (own === undefined || explainedBy(own) !== cause.id) continue;
    const now = deps.clock.now();
    await change(deps.store, own.id, it =>
      explainedBy(it) === cause.id ? freed(it, cause.runbook, now) : it,
    );
    await enqueue(deps, own.id);
  }
}

/**
 * Looks at a cause once more, after an incident was closed as explained by it.
 * @returns its runbook where it turned out meanwhile to explain nothing; undefined: it stands.
 */
export async function deniedBy(
  {store}: Pick<Deps, 'store'>,
  cause: string,
): Promise<string | undefined> {
  const now = await store.read(cause);
  return now?.state === 'no-action' ? now.runbook : undefined;
}
