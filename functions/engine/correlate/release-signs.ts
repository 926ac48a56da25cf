import {explainedBy, type Incident} from '../../core/incident/incident.ts';
import {lookAt} from '../../core/lifecycle/look.ts';
import {sideBySide} from '../lib/concurrency.ts';
import {change} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import {enqueue} from './enqueue.ts';

/**
 * Has everything that an incident explained looked at now: live state says less of it than before. The store
 * knows them all, whatever the incident lists.
 */
export async function releaseSigns(
  deps: Pick<Deps, 'store' | 'queue' | 'clock' | 'log'>,
  cause: Pick<Incident, 'id'>,
): Promise<void> {
  const now = deps.clock.now();
  await sideBySide(await deps.store.explained(cause.id), async id => {
    await change(deps.store, id, it =>
      explainedBy(it) === cause.id && (it.work.nextLook ?? Infinity) > now ? lookAt(it, now) : it,
    );
    await enqueue(deps, id);
  });
}
