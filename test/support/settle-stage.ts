import {setTimeout as sleep} from 'node:timers/promises';
import {dueAt, type Incident, standing} from '../../functions/core/incident/incident.ts';
import type {Stage} from './stage.ts';

/** Cloud Scheduler's minute in a stage's time, milliseconds. */
export const sweepMs = 300;

/** True when nobody has anything left to do about an incident, nor is at work on it. */
export function isOver(incident: Incident, now: number): boolean {
  // Whoever died with nothing left to do but to give the lease back leaves one that runs out.
  const held = (incident.lease?.until ?? 0) > now;
  return standing(incident.state) === 'closed' && dueAt(incident) === undefined && !held;
}

/** Whoever has not settled by then never will; milliseconds. */
const usualPatienceMs = 90_000;

/**
 * Sweeps each minute until there are `count` incidents at least, and all are over.
 * @returns what is left after too long; nothing when all is settled.
 */
export async function settle(
  {respond, incidents}: Stage,
  {count = 1, patienceMs = usualPatienceMs} = {},
): Promise<readonly string[]> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    await Promise.all([respond.post({sweep: true}), sleep(sweepMs)]);
    const all = await incidents();
    if (all.length >= count && all.every(one => isOver(one, Date.now()))) return [];
  }
  const left = (await incidents()).filter(one => !isOver(one, Date.now()));
  const shown = left.map(({id, state, reason, lease, work: {nextLook}, outbox}) => {
    const {dueAt, againAt} = outbox;
    return {id, state, reason, lease, nextLook, dueAt, againAt};
  });
  return [
    `not settled within ${patienceMs} ms: ${JSON.stringify(shown)}; respond said ${respond.said()}`,
  ];
}
