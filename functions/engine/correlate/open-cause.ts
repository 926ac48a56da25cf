import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {incidentKey, type Finding} from '../../core/detection/finding.ts';
import {endOf, explainedBy, type Incident, standing} from '../../core/incident/incident.ts';
import {noneCounted, open, openNext} from '../../core/intake/arrivals.ts';
import {patienceSeconds} from '../../core/lifecycle/parked.ts';
import {type Deps, runbookById, type CauseContext} from '../lib/context.ts';
import {enqueue} from './enqueue.ts';
import {StaleError} from '../lib/compare-and-set.ts';
import {linkSign} from './link-sign.ts';

const triesLimit = 10;

/** So many causes stand behind one another at most; more would be a circle. */
const chainLimit = 5;

/**
 * Makes sure that the cause of a symptom has an incident that tells it, and links the symptom to it: the
 * open one, one that a person was handed not long ago, or a new one. A cause that is itself explained has one
 * that tells it already: that is the symptom's as well.
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
  await linkSign(deps, cause.id, symptom);
  if (cause.isNew) await enqueue(deps, cause.id);
  return cause.id;
}

interface Ensured {
  readonly id: string;
  readonly isNew: boolean;
}

async function ensure(
  deps: Pick<Deps, 'store' | 'clock' | 'timing' | 'log'>,
  finding: Finding,
  symptom: Incident,
  since: number,
): Promise<Ensured | undefined> {
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
    const told = latest === undefined ? undefined : await toldBy(deps, latest, now);
    if (told !== undefined) return {id: told, isNew: false};
    if (latest !== undefined && (endOf(latest) ?? -Infinity) >= since) return undefined;
    const cause = latest === undefined ? open(arrival, 1) : openNext(latest, arrival);
    if ((await deps.store.create(cause)) === 'created') {
      deps.log.info('incident opened', {
        incident: cause.id,
        runbook: cause.runbook,
        target: cause.target,
        from: symptom.id,
      });
      return {id: cause.id, isNew: true};
    }
  }
  throw new StaleError(
    `incident ${key}: ${triesLimit} others were faster; ${symptom.id} stays due`,
  );
}

/** The incident by which people read of a cause already: its own, or what explains it; undefined: none. */
async function toldBy(
  deps: Pick<Deps, 'store' | 'timing'>,
  cause: Incident,
  now: number,
): Promise<string | undefined> {
  let one: Incident | undefined = cause;
  for (let depth = 0; one !== undefined && depth < chainLimit; depth += 1) {
    if (isTold(one, now, deps)) return one.id;
    const by = explainedBy(one);
    one = by === undefined ? undefined : await deps.store.read(by);
  }
  return undefined;
}

/** Whether people read of a cause already: it is not over, or was handed to one of them not long ago. */
function isTold(cause: Incident, now: number, {timing}: Pick<Deps, 'timing'>): boolean {
  if (standing(cause.state) !== 'closed') return true;
  return cause.state === 'failed' && now - cause.work.changedAt < timing.seconds(patienceSeconds);
}
