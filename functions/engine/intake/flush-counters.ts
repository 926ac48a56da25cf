import {explainedBy, type Incident, standing} from '../../core/incident/incident.ts';
import {type Counted, countMore, link} from '../../core/lifecycle/arrivals.ts';
import {countedAs} from '../../core/lifecycle/entry-counters.ts';
import type {Deps} from '../lib/context.ts';
import {change} from '../lib/compare-and-set.ts';

/**
 * Tells the store what memory has counted, and where another incident explains it, that one too,
 * because that one is what people read.
 */
export async function flushCount(
  {store, clock}: Pick<Deps, 'store' | 'clock'>,
  {incident, counted}: {readonly incident: string; readonly counted: Counted},
): Promise<void> {
  const now = clock.now();
  let more = 0;
  const own = await change(store, incident, it => {
    const entries = countMore(it.intake.entries, counted);
    more = entries.count - it.intake.entries.count;
    return more === 0 ? it : countedAs(grown(it, entries, now), {kind: 'limited'}, more, now);
  });
  const cause = own === undefined ? undefined : explainedBy(own);
  if (own === undefined || cause === undefined || more === 0) return;
  await change(store, cause, it => linked(it, own.key, more, now));
}

function grown(incident: Incident, entries: Incident['intake']['entries'], now: number): Incident {
  return {
    ...incident,
    intake: {...incident.intake, entries: {...entries, lastAt: Math.max(entries.lastAt, now)}},
    outbox: {...incident.outbox, revision: shown(incident)},
  };
}

function linked(incident: Incident, key: string, counted: number, now: number): Incident {
  const known = incident.intake.symptoms.find(one => one.key === key);
  if (known === undefined) return incident;
  const next = link(incident, {...known, count: counted, lastAt: now});
  return {...next, outbox: {...next.outbox, revision: shown(incident)}};
}

/** Nobody comes back to a closed incident to tell a new count. */
function shown({state, outbox: {revision}}: Incident): number {
  return standing(state) === 'closed' ? revision : revision + 1;
}
