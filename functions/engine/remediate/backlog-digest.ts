import {diagnose, projectsOf} from './diagnose.ts';
import {targetText} from '../../core/detection/target.ts';
import type {Incident, LinkedSymptom} from '../../core/incident/incident.ts';
import {shortHash} from '../../core/incident/plan.ts';
import {CallError, passes} from '../../core/lib/error.ts';
import {noneCounted} from '../../core/intake/arrivals.ts';
import type {Seen} from '../../core/lifecycle/decision.ts';
import {phrase} from '../../core/texts/texts.ts';
import {enqueue} from '../correlate/enqueue.ts';
import {storeFinding} from '../intake/store-finding.ts';
import {sideBySide} from '../lib/concurrency.ts';
import {type Deps, runbookById, type IntakeContext} from '../lib/context.ts';
import {memoizedReaders} from '../lib/memoized-readers.ts';

/** What live state says of a problem whose entries are old; `unseen`: it says nothing. */
type Verdict = 'over' | 'broken' | 'unseen';

const namesShown = 10;

/**
 * Looks at each problem of a backlog once and sums it up. What is still broken gets its normal
 * incident, because live state says so, and is decided on there from reads of its own.
 * @throws CallError when passing trouble hides a problem.
 */
export async function digestBacklog(
  deps: Deps,
  incident: Incident,
): Promise<Extract<Seen, {kind: 'digested'}>> {
  const {entries, symptoms} = incident.intake;
  const verdicts = await look({...deps, readers: memoizedReaders(deps.readers)}, symptoms);
  const those = (verdict: Verdict) => symptoms.filter(one => verdicts.get(one.key) === verdict);
  const [broken, unseen] = [those('broken'), those('unseen')];
  for (const problem of broken) await openOwn(deps, incident, problem);
  return {
    kind: 'digested',
    summary: {
      kind: 'backlog',
      entries: entries.count,
      problems: symptoms.length,
      over: those('over').length,
      broken: broken.length,
      unseen: unseen.length,
    },
    proof: [
      ...broken.slice(0, namesShown).map(one => phrase('proof.backlog-broken', namesOf(one))),
      ...unseen.slice(0, namesShown).map(one => phrase('proof.backlog-unseen', namesOf(one))),
    ],
  };
}

/** The verdict on each problem by its key. @throws CallError: the passing trouble that hides one. */
async function look(
  deps: Pick<Deps, 'settings' | 'runbooks' | 'store' | 'readers' | 'history' | 'clock' | 'timing'>,
  symptoms: readonly LinkedSymptom[],
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const troubles: CallError[] = [];
  await sideBySide(symptoms, async problem => {
    try {
      verdicts.set(problem.key, await verdictOn(deps, problem));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (passes(error.facts.failure)) troubles.push(error);
      verdicts.set(problem.key, 'unseen');
    }
  });
  const [trouble] = troubles;
  if (trouble !== undefined) throw trouble;
  return verdicts;
}

async function verdictOn(
  deps: Pick<Deps, 'settings' | 'runbooks' | 'store' | 'readers' | 'history' | 'clock' | 'timing'>,
  problem: LinkedSymptom,
): Promise<Verdict> {
  const found = await diagnose(deps, signOf(deps, problem));
  switch (found.kind) {
    case 'healthy':
      return 'over';
    case 'person':
      return found.unseen === true ? 'unseen' : 'broken';
    case 'broken':
    case 'symptom':
    case 'waiting':
      return 'broken';
  }
}

/** The sign of a problem as its own runbook would have it; its key ends in the variant. */
function signOf(deps: Pick<Deps, 'runbooks'>, {key, runbook, target, symptom = ''}: LinkedSymptom) {
  const {causes} = runbookById(deps, runbook).manifest;
  const variant = key.slice(key.lastIndexOf('|') + 1) || undefined;
  return {runbook, target, symptom, causes, variant};
}

async function openOwn(deps: IntakeContext, by: Incident, problem: LinkedSymptom): Promise<void> {
  const {variant, ...sign} = signOf(deps, problem);
  const now = deps.clock.now();
  const finding = {
    ...sign,
    ...(variant === undefined ? {} : {variant}),
    evidence: {quote: ''},
  };
  const arrival = {
    finding,
    entry: shortHash(`${by.id}|${by.work.run}|${problem.key}`),
    at: now,
    alsoCounted: noneCounted,
    now,
    reason: {kind: 'backlog-found', incident: by.id} as const,
  };
  const {received, incident} = await storeFinding(
    deps,
    arrival,
    projectsOf(deps, problem.target).project,
  );
  if (received.kind === 'opened' || received.kind === 'reopened') await enqueue(deps, incident);
}

function namesOf({runbook, target, count}: LinkedSymptom) {
  return {runbook, target: targetText(target), count};
}
