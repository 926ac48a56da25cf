import {type Incident, standing} from '../core/incident.ts';
import {link} from '../core/open.ts';
import type {Deps} from './deps.ts';
import type {Remembered} from './memory.ts';
import {change} from './save.ts';

/**
 * Tells the store what memory has counted, and where another incident explains it, that one too,
 * because that one is what people read.
 */
export async function storeCount(
  {store, clock}: Deps,
  {incident, counted}: Remembered,
): Promise<void> {
  const now = clock.now();
  const own = await change(store, incident, it => grown(it, counted, now));
  const cause =
    own?.reason.code === 'reason.symptom-of' ? own.reason.params['incident'] : undefined;
  if (own === undefined || typeof cause !== 'string') return;
  await change(store, cause, it => linked(it, own.key, counted, now));
}

function grown(incident: Incident, counted: number, now: number): Incident {
  const {entries} = incident;
  return {
    ...incident,
    entries: {...entries, count: entries.count + counted, lastAt: Math.max(entries.lastAt, now)},
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
