import {dueAt, type Incident} from '../../core/incident/incident.ts';
import type {Deps} from '../lib/context.ts';
import {change} from '../lib/compare-and-set.ts';

/** Nothing that is open waits so long: a watch takes 15 minutes, and no lease lasts longer than that. */
const longestSeconds = 60 * 60;

/**
 * Takes back what a clock that ran ahead has stored: a next look or a lease that no clock of today reaches
 * would keep an incident from everybody until then. It is due at once, and decided on anew.
 */
export async function takeBack(
  deps: Pick<Deps, 'store' | 'clock' | 'timing' | 'log'>,
): Promise<void> {
  const now = deps.clock.now();
  const limit = now + deps.timing.seconds(longestSeconds);
  for (const incident of await deps.store.open()) {
    if (!isAhead(incident, limit)) continue;
    await change(deps.store, incident.id, it => (isAhead(it, limit) ? broughtBack(it, now) : it));
    deps.log.warn('a time that no clock reaches was taken back', {incident: incident.id});
  }
}

function isAhead(incident: Incident, limit: number): boolean {
  return (dueAt(incident) ?? 0) > limit || (incident.lease?.until ?? 0) > limit;
}

function broughtBack(incident: Incident, now: number): Incident {
  const {work, outbox, lease} = incident;
  const {dueAt: tellAt, turn: _turn, ...rest} = outbox;
  return {
    ...incident,
    work: {
      ...work,
      ...(work.nextLook === undefined ? {} : {nextLook: Math.min(work.nextLook, now)}),
    },
    outbox: {...rest, ...(tellAt === undefined ? {} : {dueAt: Math.min(tellAt, now)})},
    ...(lease === undefined ? {} : {lease: {...lease, until: Math.min(lease.until, now)}}),
  };
}
