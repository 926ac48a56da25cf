import {manageMeshKind} from '../../actions/manage-mesh/params.ts';
import {restartsOf} from '../../actions/restart-workloads/params.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {CallError, failureText, passes} from '../../core/lib/error.ts';
import type {MeshFact, RegistrationFact} from '../../core/facts/cloud.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import type {WorkloadRef} from '../../core/facts/kubernetes.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {type HeldAdvice, heldAdvice} from '../../mesh/held-workloads.ts';
import {connectGateway as service} from '../../mesh/required-apis.ts';
import {failedInjections, type Outcome} from './failed-injections.ts';
import {type Target, targetKey} from '../../core/detection/target.ts';
import type {Impact} from '../../core/incident/impact.ts';
import {impactOn} from '../../mesh/workloads.ts';
import {phrase} from './texts.ts';
import {unprovisioned, type Unprovisioned} from './unprovisioned.ts';

/** So many actions are in one plan; what is left comes with the next one. */
const most = 60;

type Mesh = Extract<MeshFact, {kind: 'enabled'}>;

/**
 * What an outage of the gateway may have left behind: memberships whose mesh nobody manages any more, and
 * workloads whose pods could not be injected. A cluster or location that cannot be seen is said and not waited for; where
 * the whole fleet cannot be, a person is asked to look if the outage itself was seen.
 * Source: troubleshooting page, "unable to connect to the GKE cluster", steps 2 and 3.
 * @throws CallError when another try of a read may tell more.
 */
export async function outageRecovery(look: Look, before: readonly Phrase[]): Promise<Diagnosis> {
  const seen = await fleetOf(look);
  if (seen instanceof CallError) {
    const params = {call: seen.facts.call, failure: failureText(seen.facts)};
    const proof = [...before, phrase('proof.unseen', params)];
    // Whether there was an outage at all is only a log entry's word.
    if (look.confirmed !== true) return {kind: 'healthy', proof};
    const names = {service, project: look.project.id};
    // Nobody knows what the outage has left behind: "fixed" would be a guess.
    return {
      kind: 'person',
      cause: phrase('cause.left-unseen'),
      detail: phrase('detail.left-unseen', names),
      impact: {unknown: true},
      advice: phrase('advice.look-at-fleet', {fleet: look.fleet.id}),
      proof,
    };
  }
  const left = unprovisioned(look, seen.mesh, seen.memberships);
  const outcomes = await failedInjections(look, seen, left.memberships);
  const proof = [...before, ...seen.proof, ...left.proof, ...outcomes.flatMap(one => one.proof)];
  return conclude(look, left, outcomes, proof);
}

/** What the fleet says. */
interface Fleet {
  readonly mesh: Mesh;
  readonly memberships: readonly RegistrationFact[];
  /** Locations that did not answer. */
  readonly proof: readonly Phrase[];
}

/** The mesh feature and the memberships of the fleet; the error that nobody has to wait out. */
async function fleetOf({fleet, readers}: Look): Promise<Fleet | CallError> {
  try {
    const mesh = await readers.mesh(fleet.id);
    if (mesh.kind === 'not-enabled') {
      const none = {kind: 'enabled', memberships: [], unreachable: []} as const;
      return {mesh: none, memberships: [], proof: []};
    }
    const {memberships, unreachable} = await readers.registrations(fleet.id);
    const silent = [...new Set([...mesh.unreachable, ...unreachable])];
    return {mesh, memberships, proof: silent.length === 0 ? [] : [unseen(silent)]};
  } catch (error) {
    if (error instanceof CallError && !passes(error.facts.failure)) return error;
    throw error;
  }
}

function unseen(locations: readonly string[]): Phrase {
  const failure = `no answer from ${locations.join(', ')}`;
  return phrase('proof.unseen', {call: 'gkehub memberships.list', failure});
}

/** What was seen of a cluster that the outage still troubles. */
const lingering: readonly Outcome['kind'][] = ['not-propagated', 'sick', 'rising'];

function conclude(
  {project, fleet}: Look,
  left: Unprovisioned,
  outcomes: readonly Outcome[],
  proof: readonly Phrase[],
): Diagnosis {
  const names = {service, project: project.id};
  // The gateway is back: what it explains now is what it has left behind, cluster by cluster.
  const explains = [
    ...left.memberships.map(one => one.cluster),
    ...outcomes.filter(one => lingering.includes(one.kind)).map(one => one.place),
  ];
  const impact = impactOf(outcomes, explains);
  if (outcomes.some(one => one.kind === 'not-propagated')) {
    return {
      kind: 'waiting',
      cause: phrase('cause.not-propagated'),
      detail: phrase('detail.not-propagated', names),
      impact,
      proof,
      explains,
    };
  }
  const sick = outcomes.filter(one => one.kind === 'sick');
  const memberships = left.memberships.length;
  const workloads = sick.reduce((sum, one) => sum + one.workloads.length, 0);
  if (memberships > 0 || workloads > 0) {
    return {
      kind: 'broken',
      cause: phrase('cause.left-behind'),
      detail: phrase(leftOf(memberships, workloads), {...names, memberships, workloads}),
      impact,
      actions: actionsFor(fleet, left, sick),
      proof,
      explains,
    };
  }
  const stuck = sick.flatMap(one => one.held);
  const [held] = stuck;
  if (held !== undefined) {
    return {
      kind: 'person',
      cause: phrase('cause.held-back'),
      detail: phrase('detail.held-back', {...names, workloads: stuck.length}),
      impact,
      ...heldAdvice(held, byHand),
      proof,
      explains,
    };
  }
  const rising = outcomes.find(one => one.kind === 'rising');
  if (rising !== undefined) {
    const cluster = rising.place.cluster ?? '';
    return {
      kind: 'waiting',
      cause: phrase('cause.mesh-rising', {cluster}),
      detail: phrase('detail.mesh-rising', {cluster}),
      impact,
      proof,
      explains,
    };
  }
  const retry = outcomes.find(one => one.kind === 'unseen' && passes(one.error.facts.failure));
  if (retry?.kind === 'unseen') throw retry.error;
  return {kind: 'healthy', proof};
}

/** The sentence about what is left to be done. */
function leftOf(memberships: number, workloads: number) {
  if (workloads === 0) return 'detail.left-memberships';
  return memberships === 0 ? 'detail.left-workloads' : 'detail.left-both';
}

/** Who still suffers from the outage. */
function impactOf(outcomes: readonly Outcome[], clusters: readonly Target[]): Impact {
  const lacking = outcomes.flatMap(one =>
    one.kind === 'sick' || one.kind === 'rising' ? one.lacking : [],
  );
  const distinct = new Map(clusters.map(one => [targetKey(one), one]));
  return {
    ...impactOn(lacking),
    ...(lacking.length > 0 && {lack: true}),
    clusters: [...distinct.values()],
  };
}

/** Nothing has to be deleted where pods are missing: what its controller says is told. */
function byHand({namespace, name}: WorkloadRef): HeldAdvice {
  return {advice: phrase('advice.look-at-missing', {namespace, name})};
}

/** What the outage left to be done: the mesh first, then the workloads, a few at a time. */
function actionsFor(
  fleet: Look['fleet'],
  left: Unprovisioned,
  sick: readonly Extract<Outcome, {kind: 'sick'}>[],
): readonly PlannedAction[] {
  const managed = left.memberships.map(({project, location, membership}) =>
    manageMeshKind.plan({project, fleet: fleet.id, location, membership}),
  );
  const restarts = sick.flatMap(({project, cluster, reach, workloads}) =>
    restartsOf({project, cluster, ...reach}, workloads, {kind: 'lacking'}),
  );
  return [...managed, ...restarts].slice(0, most);
}
