import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {incidentKey, type Finding} from '../../core/detection/finding.ts';
import {endOf, type Incident, standing} from '../../core/incident/incident.ts';
import {link, noneCounted, open, openNext} from '../../core/lifecycle/arrivals.ts';
import {type Deps, runbookById, type CauseContext} from '../lib/context.ts';
import {enqueue} from './enqueue.ts';
import {change, StaleError} from '../lib/compare-and-set.ts';

const triesLimit = 10;

/**
 * Makes sure that the cause of a symptom has an open incident, links the symptom to it and hands
 * it over.
 * @param since when the look began that found the cause.
 * @returns the id of the cause's incident; undefined when it was closed after that look: what the
 * look found is not news any more.
 */
export async function openCause(
  deps: CauseContext,
  symptom: Incident,
  {of}: Extract<Diagnosis, {kind: 'symptom'}>,
  since: number,
): Promise<string | undefined> {
  const finding: Finding = {
    runbook: of.runbook,
    target: of.target,
    symptom: `seen-from:${symptom.runbook}`,
    causes: runbookById(deps, of.runbook).manifest.causes,
    evidence: symptom.intake.evidence[0] ?? {quote: ''},
  };
  const cause = await ensure(deps, finding, symptom, since);
  if (cause === undefined) return undefined;
  const linked = {
    key: symptom.key,
    runbook: symptom.runbook,
    target: symptom.target,
    count: symptom.intake.entries.count,
    lastAt: symptom.intake.entries.lastAt,
  };
  await change(deps.store, cause, it => link(it, linked));
  await enqueue(deps, cause);
  return cause;
}

async function ensure(
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  finding: Finding,
  symptom: Incident,
  since: number,
): Promise<string | undefined> {
  const key = incidentKey(finding);
  const now = deps.clock.now();
  const arrival = {
    finding,
    entry: `symptom:${symptom.id}`,
    at: symptom.intake.entries.firstAt,
    alsoCounted: noneCounted,
    now,
    reason: {kind: 'found', runbook: symptom.runbook} as const,
  };
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const latest = await deps.store.latest(key);
    if (latest !== undefined && standing(latest.state) !== 'closed') return latest.id;
    if (latest !== undefined && (endOf(latest) ?? -Infinity) >= since) return undefined;
    const cause = latest === undefined ? open(arrival, 1) : openNext(latest, arrival);
    if ((await deps.store.create(cause)) === 'created') {
      deps.log.info('incident opened', {
        incident: cause.id,
        runbook: cause.runbook,
        target: cause.target,
        from: symptom.id,
      });
      return cause.id;
    }
  }
  throw new StaleError(
    `incident ${key}: ${triesLimit} others were faster; ${symptom.id} stays due`,
  );
}
