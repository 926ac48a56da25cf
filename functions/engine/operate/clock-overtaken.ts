import {dueAt, type Incident} from '../../core/incident/incident.ts';
import type {Deps} from '../lib/context.ts';
import {change} from '../lib/compare-and-set.ts';

/** Nothing waits so long: a watch takes 15 minutes, and no lease or message to be told again lasts longer. */
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
  for (const incident of await deps.store.ahead(limit)) {
    await change(deps.store, incident, it => (isAhead(it, limit) ? broughtBack(it, now) : it));
    deps.log.warn('a time that no clock reaches was taken back', {incident});
  }
}

function isAhead(incident: Incident, limit: number): boolean {
  return (dueAt(incident) ?? 0) > limit || (incident.lease?.until ?? 0) > limit;
}

function broughtBack(incident: Incident, now: number): Incident {
  const {work, outbox, lease} = incident;
  const {dueAt: tellAt, againAt, silence, turn: _turn, ...rest} = outbox;
  return {
    ...incident,
    work: {
      ...work,
      ...(work.nextLook === undefined ? {} : {nextLook: Math.min(work.nextLook, now)}),
    },
    outbox: {
      ...rest,
      ...(tellAt === undefined ? {} : {dueAt: Math.min(tellAt, now)}),
      ...(againAt === undefined ? {} : {againAt: Math.min(againAt, now)}),
      ...(silence === undefined
        ? {}
        : {
            silence: {
              ...silence,
              ...(silence.recheckAt !== undefined && {recheckAt: Math.min(silence.recheckAt, now)}),
            },
          }),
    },
    ...(lease === undefined ? {} : {lease: {...lease, until: Math.min(lease.until, now)}}),
  };
}
