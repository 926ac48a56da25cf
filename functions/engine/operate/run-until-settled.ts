import {dueAt, type Incident, standing} from '../../core/incident/incident.ts';
import type {Deps} from '../lib/context.ts';
import {sweep} from './sweep.ts';

/** True when only a person, or nobody, can move an incident on. */
export function settled(incident: Incident): boolean {
  return standing(incident.state) !== 'open' || dueAt(incident) === undefined;
}

/**
 * Sweeps until nothing is due right now: a dry run does not wait for a world that it does not
 * change.
 * @returns all incidents of the store, oldest first.
 */
export async function settleDry(deps: Deps): Promise<readonly Incident[]> {
  while ((await deps.store.due(deps.clock.now(), 1)).length > 0) await sweep(deps);
  return deps.store.all();
}

/** An announcement that is tried again this soon is waited for. */
const tellSeconds = 60;

/**
 * Sweeps until every incident is settled and told, sleeping until the next one is due.
 * @returns all incidents of the store, oldest first.
 */
export async function runUntilSettled(
  deps: Deps,
  signal?: AbortSignal,
): Promise<readonly Incident[]> {
  for (;;) {
    await sweep(deps);
    const all = await deps.store.all();
    const now = deps.clock.now();
    const soon = now + deps.timing.seconds(tellSeconds);
    const waiting = all.filter(one => !settled(one) || (one.outbox.dueAt ?? Infinity) <= soon);
    if (waiting.length === 0 || signal?.aborted === true) return all;
    const next = Math.min(
      ...waiting.map(one => Math.max(dueAt(one) ?? now, one.lease?.until ?? 0)),
    );
    await deps.clock.sleep(Math.max(next - now, 5), signal);
  }
}
