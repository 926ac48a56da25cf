import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {isDnsLabel, isObjectName} from '../../core/detection/names.ts';
import type {ClusterFact} from '../../core/facts/cloud.ts';
import {borneOut, rowIn, unnoticed} from './delegated-cause.ts';
import type {Case} from './evidence.ts';
import {type StalledId, type StalledReason, speaks} from './reasons.ts';
import {phrase} from './texts.ts';

/** Live state gives a reason that the page documents. */
export function documentedStall(one: Case): Diagnosis | undefined {
  if (one.documented === undefined) return undefined;
  const {id} = one.documented.row;
  if (isOver(one, one.documented.row)) {
    return unnoticed(one, phrase(`stalled.${id}`, one.names));
  }
  return stalled(one, id);
}

/**
 * The container API says what the mesh does not.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Status
 */
export function ailingCluster(one: Case): Diagnosis | undefined {
  const {cluster} = one.seen;
  if (cluster === undefined || one.control.standing.kind === 'fine') return undefined;
  if (isTooOld(cluster)) return stalled(one, 'kubernetes-version');
  if (cluster.status !== 'ERROR' && cluster.status !== 'DEGRADED') return undefined;
  const {status} = cluster;
  return {
    kind: 'person',
    cause: phrase('cause.cluster-ails', {...one.names, status}),
    advice: phrase('advice.cluster-ails', one.operands),
    proof: one.proof,
  };
}

/** Managed mesh wants 1.15 (troubleshooting page). A version that cannot be read says nothing. */
function isTooOld({version}: ClusterFact): boolean {
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) < 1 || (Number(major) === 1 && Number(minor) < 15);
}

/** A stalled revision in the cluster whose message no page documents. */
export function otherStall({stalls, names, proof, fleet}: Case): Diagnosis | undefined {
  const [first] = stalls;
  if (first === undefined) return undefined;
  return {
    kind: 'person',
    cause: phrase('cause.other-stall', {...names, ...first}),
    advice: phrase('advice.describe-mesh', {fleet}),
    proof,
  };
}

/** Only an entry gave the reason, and nothing live speaks against it. */
export function hintedStall(one: Case): Diagnosis | undefined {
  const row = rowIn(one.symptom);
  if (row === undefined || one.control.standing.kind === 'fine') return undefined;
  const {cluster, revisions} = one.seen;
  // What sits in another namespace is not among the revisions that were read.
  if (row.id !== 'revision-namespace' && speaks(revisions)) return undefined;
  if (row.id === 'kubernetes-version' && cluster !== undefined && cluster.version !== '') {
    return undefined;
  }
  return isOver(one, row) ? undefined : {...stalled(one, row.id), unseen: true};
}

/**
 * Whether live state shows that what a reason complains of is right again. An agent that has its role
 * proves nothing of the kind: cluster and fleet are still in two projects.
 */
function isOver(one: Case, {runbook}: StalledReason): boolean {
  return runbook === 'workload-identity-disabled' && borneOut(one, runbook) === 'no';
}

function stalled(one: Case, id: StalledId): Extract<Diagnosis, {kind: 'person'}> {
  const {names, operands, proof} = one;
  // What is bound already is not asked for.
  const isBound = id === 'fleet-project' && borneOut(one, 'service-agent-unbound') === 'no';
  const advice = isBound
    ? phrase('advice.other-fleet', operands)
    : phrase(`advice.stalled.${id}`, {...operands, ...blanks(one, id)});
  return {kind: 'person', cause: phrase(`stalled.${id}`, names), advice, proof};
}

/** https://docs.cloud.google.com/service-mesh/docs/revisions-overview */
const channels: Readonly<Record<string, string>> = {
  'asm-managed': 'regular',
  'asm-managed-rapid': 'rapid',
  'asm-managed-stable': 'stable',
};
/** The rows about a configuration of another kind than the revision that is stalled. */
const webhooks: readonly StalledId[] = ['mutating-webhook', 'validating-webhook'];

/** What the commands of an advice name: as live state has it, else the word that a person replaces. */
function blanks({documented, stalls}: Case, id: StalledId) {
  const named = documented?.row.id === id ? documented.named : {};
  const revision = webhooks.includes(id) ? undefined : stalls[0]?.revision;
  const {name = revision, namespace} = named;
  return {
    name: name !== undefined && isObjectName(name) ? name : 'NAME',
    namespace: namespace !== undefined && isDnsLabel(namespace) ? namespace : 'NAMESPACE',
    channel: channels[name ?? ''] ?? 'CHANNEL',
  };
}
