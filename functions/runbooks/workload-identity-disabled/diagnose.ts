import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {RegistrationFact, ClusterFact, NodePoolFact} from '../../core/facts/cloud.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {registered, searchClusters, unregistered} from '../../mesh/search-clusters.ts';
import {phrase} from './texts.ts';
import {setWorkloadPoolKind} from '../../actions/set-workload-pool/params.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {targetText} from '../../core/detection/target.ts';
import {lacksIdentity, poolsWithoutMetadata, workloadPool} from '../../mesh/workload-identity.ts';

/**
 * Reads the cluster of the target, under the names that the fleet's list has for it; without a cluster
 * the managed ones of the project.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {target, project} = look;
  if (target.cluster === undefined) {
    return searchClusters(look, {
      runbook: 'workload-identity-disabled',
      advice: phrase('advice.find-cluster', {project: project.id}),
      judge: ({registration}) => judge(look, registration.cluster),
    });
  }
  const found = await registered(look);
  return found?.cluster === undefined ? unregistered(look) : judge(look, found.cluster);
}

async function judge(
  {project, readers}: Look,
  cluster: RegistrationFact['cluster'],
): Promise<Diagnosis> {
  if (cluster === undefined) return {kind: 'healthy', proof: []};
  const {location, name} = cluster;
  const fact = await readers.cluster(project.id, location, name);
  return assess(fact, {project: project.id, location, cluster: name});
}

/** A cluster, named by the fleet's own list of memberships and the allow-list. */
export interface Place {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
}

/**
 * States of a cluster that end by themselves. Changes are refused in them.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Status
 */
const passing = ['RECONCILING', 'PROVISIONING'];
/** The installer reckons with 10 minutes for the pool; node pools take longer. */
const usualSeconds = 900;
/** So many node pools are named with a command each. */
const commandsShown = 10;

/**
 * Judges the workload identity of one cluster: its pool must be its own project's, and every node pool
 * must have the metadata server. Google sees to both in Autopilot.
 */
function assess(fact: ClusterFact, place: Place): Diagnosis {
  const pool = workloadPool(place.project);
  const lacking = poolsWithoutMetadata(fact);
  const names = {...named(place), pool, found: fact.workloadPool ?? '-', status: fact.status};
  const proof = [phrase('proof.workload-pool', names), ...lacking.map(one => metadataOf(one))];
  if (!lacksIdentity(fact, place.project)) return {kind: 'healthy', proof};
  if (passing.includes(fact.status)) {
    const poolless = fact.workloadPool === undefined;
    return {
      kind: 'waiting',
      cause: phrase('cause.cluster-changing'),
      detail: phrase(
        poolless ? 'detail.cluster-changing-poolless' : 'detail.cluster-changing',
        names,
      ),
      proof,
      usualSeconds,
    };
  }
  if (fact.workloadPool === undefined) return withoutPool(fact, place, lacking, proof);
  if (fact.workloadPool !== pool) {
    return {
      kind: 'person',
      cause: phrase('cause.other-pool'),
      detail: phrase('detail.other-pool', names),
      advice: phrase('advice.other-pool', {...place, pool, found: fact.workloadPool}),
      risk: phrase('risk.other-pool'),
      proof,
    };
  }
  const [first = '', ...others] = lacking.slice(0, commandsShown).map(one => one.name);
  return {
    kind: 'person',
    cause: phrase('cause.node-pools'),
    detail: phrase('detail.node-pools', {...names, nodePools: listed(lacking)}),
    advice: phrase(others.length === 0 ? 'advice.node-pool' : 'advice.node-pools', {
      ...place,
      nodePool: first,
    }),
    risk: phrase('risk.node-pool-update'),
    proof: [
      ...proof,
      ...others.map(nodePool => phrase('proof.node-pool-update', {...place, nodePool})),
    ],
  };
}

/** What the precheck of the action would refuse is not planned. */
function withoutPool(
  fact: ClusterFact,
  place: Place,
  lacking: readonly NodePoolFact[],
  proof: readonly Phrase[],
): Diagnosis {
  const names = {...named(place), status: fact.status, pool: workloadPool(place.project)};
  if (fact.autopilot || fact.status !== 'RUNNING') {
    const [cause, detail] = fact.autopilot
      ? (['cause.autopilot-without-pool', 'detail.autopilot-without-pool'] as const)
      : (['cause.pool-missing-not-running', 'detail.pool-missing-not-running'] as const);
    return {
      kind: 'person',
      cause: phrase(cause, names),
      detail: phrase(detail, names),
      advice: phrase('advice.describe-cluster', place),
      proof,
    };
  }
  const [cause, detail] =
    lacking.length === 0
      ? (['cause.pool-missing', 'detail.pool-missing'] as const)
      : (['cause.pool-missing-nodes', 'detail.pool-missing-nodes'] as const);
  const {project, location, cluster} = place;
  return {
    kind: 'broken',
    cause: phrase(cause),
    detail: phrase(detail, {...names, nodePools: listed(lacking)}),
    actions: [setWorkloadPoolKind.plan({project, location, cluster})],
    proof,
  };
}

function metadataOf({name, metadata}: NodePoolFact): Phrase {
  return phrase('proof.node-pool', {name, metadata});
}

function named({project, location, cluster}: Place): {readonly cluster: string} {
  return {cluster: targetText({project, location, cluster})};
}

function listed(pools: readonly NodePoolFact[]): string {
  const names = pools.slice(0, commandsShown).map(one => one.name);
  return pools.length > names.length ? `${names.join(', ')}, …` : names.join(', ');
}
