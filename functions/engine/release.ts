import {type Incident} from '../core/incident.ts';
import {reopen} from '../core/open.ts';
import {phrase} from '../core/texts.ts';
import type {Deps} from './deps.ts';
import {handOver} from './hand-over.ts';
import {change} from './save.ts';

/**
 * Signs were adopted by an incident whose live state turned out to be healthy: it explains nothing,
 * so each of them goes its own way and is diagnosed.
 */
export async function release(deps: Deps, cause: Incident): Promise<void> {
  if (cause.state !== 'no-action') return;
  for (const {key} of cause.symptoms) {
    const own = await deps.store.latest(key);
    if (own === undefined || !isExplainedBy(own, cause)) continue;
    await change(deps.store, own.id, it =>
      isExplainedBy(it, cause) ? freed(deps, it, cause) : it,
    );
    await handOver(deps, own.id);
  }
}

/**
 * An incident that was just closed as explained: where its cause turned out meanwhile to explain
 * nothing, it is open again.
 */
export async function unlessOver(deps: Deps, own: Incident, cause: string): Promise<Incident> {
  const now = await deps.store.read(cause);
  return now?.state === 'no-action' ? freed(deps, own, now) : own;
}

function isExplainedBy({state, reason}: Incident, cause: Incident): boolean {
  return state === 'suppressed' && reason.params['incident'] === cause.id;
}

function freed({clock}: Deps, own: Incident, cause: Incident): Incident {
  const reason = phrase('reason.released', {runbook: cause.runbook});
  return {...reopen(own, clock.now(), reason), reopened: own.reopened};
}
