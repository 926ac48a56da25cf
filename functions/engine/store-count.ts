import type {Incident} from '../core/incident.ts';
import {link} from '../core/open.ts';
import type {Deps} from './deps.ts';
import type {Remembered} from './memory.ts';
import {change} from './save.ts';

/**
 * Tells the store what memory has counted: on the incident, as a symptom of it, and where another
 * incident explains it by now, on that one, because that one is what people read.
 */
export async function storeCount(
  {store, clock}: Deps,
  {incident, symptom, counted}: Remembered,
): Promise<void> {
  const now = clock.now();
  const own = await change(store, incident, it =>
    symptom === undefined ? grown(it, counted, now) : linked(it, symptom, counted, now),
  );
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
    revision: incident.revision + 1,
  };
}

function linked(incident: Incident, key: string, counted: number, now: number): Incident {
  const known = incident.symptoms.find(one => one.key === key);
  if (known === undefined) return incident;
  const next = link(incident, {...known, count: counted, lastAt: now});
  return {...next, revision: incident.revision + 1};
}
