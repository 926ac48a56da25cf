import type {Incident} from '../../core/incident/incident.ts';
import {link} from '../../core/intake/arrivals.ts';
import {change} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';

/** Lists a sign with the incident that explains it, for people to read and for that one's diagnosis. */
export async function linkSign(
  {store}: Pick<Deps, 'store'>,
  cause: string,
  {key, runbook, target, intake}: Pick<Incident, 'key' | 'runbook' | 'target' | 'intake'>,
): Promise<void> {
  const {entries, evidence} = intake;
  // What was polled is a sign as well, although no entry was counted.
  const symptom = {
    ...{key, runbook, target, lastAt: entries.lastAt},
    count: Math.max(1, entries.count),
  };
  await change(store, cause, it => link(it, symptom, evidence.at(-1)));
}
