import {incidentKey, type Finding} from '../core/finding.ts';
import {type Incident, type LinkedSymptom, standing} from '../core/incident.ts';
import {open, openNext} from '../core/open.ts';
import {type Deps, runbookById} from './deps.ts';
import {handOver} from './hand-over.ts';

/**
 * Signs were adopted by an incident whose live state turned out to be healthy: it explains nothing,
 * so each of them gets an incident of its own and is diagnosed.
 */
export async function release(deps: Deps, incident: Incident): Promise<void> {
  if (incident.state !== 'no-action') return;
  for (const symptom of incident.symptoms) {
    const id = await reopen(deps, incident, symptom);
    if (id !== undefined) await handOver(deps, id);
  }
}

async function reopen(
  deps: Deps,
  by: Incident,
  {runbook, target, count, lastAt, evidence}: LinkedSymptom,
): Promise<string | undefined> {
  const finding: Finding = {
    runbook,
    target,
    symptom: `released-by:${by.runbook}`,
    causes: runbookById(deps, runbook).manifest.causes,
    evidence,
  };
  const latest = await deps.store.latest(incidentKey(finding));
  if (latest !== undefined && standing(latest.state) !== 'closed') return undefined;
  const now = deps.clock.now();
  const entry = `released:${by.id}:${by.reopened}`;
  if (latest?.entries.seen.includes(entry) === true) return undefined;
  const arrival = {finding, entry, at: lastAt, alsoCounted: count - 1, now};
  const next = latest === undefined ? open(arrival, 1) : openNext(latest, arrival);
  return (await deps.store.create(next)) === 'created' ? next.id : undefined;
}
