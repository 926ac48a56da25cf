import {type Incident, standing} from '../core/incident.ts';
import {type Counted, countMore, link} from '../core/open.ts';
import {limited, reasoned} from '../core/reasons.ts';
import type {Deps} from './deps.ts';
import {change} from './save.ts';

/**
 * Tells the store what memory has counted, and where another incident explains it, that one too,
 * because that one is what people read.
 */
export async function storeCount(
  {store, clock}: Deps,
  {incident, counted}: {readonly incident: string; readonly counted: Counted},
): Promise<void> {
  const now = clock.now();
  let more = 0;
  const own = await change(store, incident, it => {
    const entries = countMore(it.entries, counted);
    more = entries.count - it.entries.count;
    return more === 0 ? it : reasoned(grown(it, entries, now), limited, more, now);
  });
  const cause =
    own?.reason.code === 'reason.symptom-of' ? own.reason.params['incident'] : undefined;
  if (own === undefined || typeof cause !== 'string' || more === 0) return;
  await change(store, cause, it => linked(it, own.key, more, now));
}

function grown(incident: Incident, entries: Incident['entries'], now: number): Incident {
  return {
    ...incident,
    entries: {...entries, lastAt: Math.max(entries.lastAt, now)},
    revision: shown(incident),
  };
}

function linked(incident: Incident, key: string, counted: number, now: number): Incident {
  const known = incident.symptoms.find(one => one.key === key);
  if (known === undefined) return incident;
  const next = link(incident, {...known, count: counted, lastAt: now});
  return {...next, revision: shown(incident)};
}

/** Nobody comes back to a closed incident to tell a new count. */
function shown({state, revision}: Incident): number {
  return standing(state) === 'closed' ? revision : revision + 1;
}
