import {explainedBy, type Incident, standing} from '../../core/incident/incident.ts';
import {type Counted, countMore, link, countedAs} from '../../core/intake/arrivals.ts';
import type {Deps} from '../lib/context.ts';
import {change, updateMark, whenContended} from '../lib/compare-and-set.ts';
import {errorText} from '../../core/lib/error.ts';
import type {JsonObject} from '../../core/lib/json.ts';
import {dayOf, skipMark, type Skips, withSkips} from '../../core/intake/skip-counters.ts';

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
  const next = link(incident, {...known, count: known.count + counted, lastAt: now});
  return {...next, outbox: {...next.outbox, revision: shown(incident)}};
}

/** Nobody comes back to a closed incident to tell a new count. */
function shown({state, outbox: {revision}}: Incident): number {
  return standing(state) === 'closed' ? revision : revision + 1;
}

/** Writes that are tried when other instances are faster; then the next flush brings the rest. */
const triesLimit = 4;

/**
 * Adds what an instance has skipped to the day's mark, which `explain` reads. It never throws: why an
 * entry was skipped is not worth another delivery.
 * @returns whether it is stored.
 */
export async function flushSkips(
  {store, clock, log}: Pick<Deps, 'store' | 'clock' | 'log'>,
  skips: Skips,
): Promise<boolean> {
  if (skips.size === 0) return true;
  const day = dayOf(clock.now());
  try {
    const edit = (value: JsonObject | undefined) => ({
      value: withSkips(value, day, skips),
      result: true,
    });
    return await updateMark(store, skipMark(day), edit, triesLimit).catch(whenContended(false));
  } catch (error) {
    log.warn('what was skipped could not be stored', {error: errorText(error)});
    return false;
  }
}
