import type {Diagnosis} from '../core/contract/diagnosis.ts';
import {CallError, passes} from '../core/lib/error.ts';
import {type ManagedCluster, managedClusters, registrationOf} from './membership.ts';
import {ofUnknownCluster} from './unknown-cluster.ts';
import type {Phrase} from '../core/texts/phrase.ts';
import {phrase} from '../core/texts/texts.ts';
import type {RegistrationFact} from '../core/facts/cloud.ts';
import {isReported, type Look} from '../core/contract/runbook.ts';
import type {Project} from '../core/config/settings.ts';
import {type Target, targetText} from '../core/detection/target.ts';

/** What is asked of each cluster, and on whose behalf. */
export interface Search {
  readonly runbook: string;
  /** What a person does where the search tells nothing. */
  readonly advice: Phrase;
  readonly judge: (cluster: ManagedCluster) => Promise<Diagnosis>;
}

/** So many clusters are read side by side. */
const width = 8;
/** Proof is for people: no more than this of it is shown. */
const shown = 5;

/** What one cluster answered. */
interface Answer {
  readonly target: Target;
  readonly said: Diagnosis | CallError;
}

/**
 * Explains a sign that names only a project: looks at its managed clusters until one is broken. The sign
 * belongs to the incident of that cluster, so that each cluster has one. Clusters that are not fine
 * come first. What could not be seen is said, and nothing is called healthy then.
 * @throws CallError when another try of a read that failed may tell more.
 */
export async function searchClusters(look: Look, search: Search): Promise<Diagnosis> {
  const {project, fleet, readers, symptom} = look;
  const {managed, whole} = await managedClusters({fleet, projects: [project], readers});
  const ours = managed.filter(one => isOurs(project, one.target));
  const answers = await askAll(ours, search);
  const culprit = worstOf(answers);
  if (culprit !== undefined) return symptomOf(culprit, answers, search.runbook);
  const unseen = answers.map(one => one.said).filter(one => one instanceof CallError);
  const retry = unseen.find(one => passes(one.facts.failure));
  if (retry !== undefined) throw retry;
  const names = {project: project.id, fleet: fleet.id};
  const advice = search.advice;
  if (unseen.length > 0 || !whole) {
    const unreached = whole ? [] : [phrase('proof.fleet-unreached', {fleet: fleet.id})];
    const proof = [...unreached, ...proofOf(answers)];
    const cause = phrase('cause.clusters-unseen');
    return {kind: 'person', cause, advice, unseen: true, proof};
  }
  if (ours.length > 0) return {kind: 'healthy', proof: proofOf(answers)};
  const proof = [phrase('proof.no-managed-cluster', names)];
  return isReported(symptom)
    ? {
        kind: 'person',
        cause: phrase('cause.no-managed-cluster', names),
        advice,
        unseen: true,
        proof,
      }
    : {kind: 'healthy', proof};
}

/**
 * The membership of a look's cluster, by the fleet's own list; undefined where the list has none, or more
 * than one.
 * @throws CallError also when it may be among what did not answer.
 */
export async function registered(look: Look): Promise<RegistrationFact | undefined> {
  const {memberships, unreachable} = await look.readers.registrations(look.fleet.id);
  const found = registrationOf(memberships, look);
  if (found !== undefined || unreachable.length === 0) return found;
  throw new CallError({
    call: 'gkehub memberships.list',
    failure: 'unavailable',
    status: 0,
    said: `no answer from ${unreachable.join(', ')}`,
    attempts: 1,
  });
}

/** A cluster that the fleet does not know is not looked at: only a log names it. */
export async function unregistered(look: Look): Promise<Diagnosis> {
  const {target, fleet, symptom} = look;
  const names = {target: targetText(target), fleet: fleet.id};
  const proof = [phrase('proof.cluster-unregistered', names)];
  if (!isReported(symptom)) return {kind: 'healthy', proof};
  return ofUnknownCluster(look, {
    kind: 'person',
    cause: phrase('cause.cluster-unregistered', names),
    advice: phrase('advice.list-memberships', {fleet: fleet.id}),
    unseen: true,
    proof,
  });
}

/** A cluster that the fleet does not call well. */
export function isAiling({state}: Pick<ManagedCluster, 'state'>): boolean {
  return state.controlPlane !== 'ACTIVE' || state.code === 'ERROR' || state.code === 'WARNING';
}

async function askAll(
  clusters: readonly ManagedCluster[],
  search: Search,
): Promise<readonly Answer[]> {
  const ordered = [...clusters.filter(isAiling), ...clusters.filter(one => !isAiling(one))];
  const answers: Answer[] = [];
  for (let from = 0; from < ordered.length; from += width) {
    const group = ordered.slice(from, from + width);
    answers.push(...(await Promise.all(group.map(one => askOne(one, search)))));
    if (answers.some(one => rankOf(one) === 0)) break;
  }
  return answers;
}

async function askOne(cluster: ManagedCluster, {judge}: Search): Promise<Answer> {
  const {target} = cluster;
  try {
    return {target, said: await judge(cluster)};
  } catch (error) {
    if (error instanceof CallError) return {target, said: error};
    throw error;
  }
}

/** What can be repaired explains more than what nobody can end, and that more than what ends by itself. */
function rankOf({said}: Answer): number | undefined {
  if (said instanceof CallError) return undefined;
  switch (said.kind) {
    case 'broken':
      return 0;
    case 'symptom':
      return 1;
    case 'person':
      return 2;
    case 'waiting':
      return 3;
    case 'healthy':
      return undefined;
  }
}

function worstOf(answers: readonly Answer[]): Answer | undefined {
  const ranked = answers.filter(one => rankOf(one) !== undefined);
  return ranked.sort((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0))[0];
}

function symptomOf(culprit: Answer, answers: readonly Answer[], runbook: string): Diagnosis {
  const {said, target} = culprit;
  const of = !(said instanceof CallError) && said.kind === 'symptom' ? said.of : {runbook, target};
  const others = answers.filter(one => one !== culprit && one.said instanceof CallError);
  return {kind: 'symptom', of, proof: proofOf([culprit, ...others])};
}

function proofOf(answers: readonly Answer[]): readonly Phrase[] {
  return answers
    .flatMap(({said, target}) =>
      said instanceof CallError
        ? [
            phrase('proof.cluster-unseen', {
              target: targetText(target),
              failure: said.facts.failure,
            }),
          ]
        : said.proof,
    )
    .slice(0, shown);
}

/** Outside of what the allow-list names, nothing is looked for. */
function isOurs({locations, clusters}: Project, {location, cluster}: Target): boolean {
  return (
    (locations === undefined || (location !== undefined && locations.includes(location))) &&
    (clusters === undefined || (cluster !== undefined && clusters.includes(cluster)))
  );
}
