import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {isDnsLabel, isObjectName} from '../../core/detection/names.ts';
import type {ClusterFact} from '../../core/facts/cloud.ts';
import {borneOut, rowIn, unnoticed} from './delegated-cause.ts';
import type {Case} from './evidence.ts';
import {reported} from './proof.ts';
import {type StalledId, type StalledReason, speaks, stalledRow} from './reasons.ts';
import {phrase} from './texts.ts';
import {type Phrase, phraseByCode} from '../../core/texts/phrase.ts';

/** Live state gives a reason that the page documents. */
export function documentedStall(one: Case): Diagnosis | undefined {
  if (one.documented === undefined) return undefined;
  const {id} = one.documented.row;
  if (isOver(one, one.documented.row)) {
    return unnoticed(one, one.documented.message);
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
    cause: phrase('cause.cluster-ails', {status}),
    detail: phrase('detail.cluster-ails', {cluster: one.operands.cluster, status}),
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
export function otherStall({stalls, proof, fleet}: Case): Diagnosis | undefined {
  const [first] = stalls;
  if (first === undefined) return undefined;
  return {
    kind: 'person',
    cause: phrase('cause.other-stall', {revision: first.revision}),
    detail: reported(first.reason, first.message),
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
  const detail = detailOf(one, id);
  return {
    kind: 'person',
    cause: causeOf(one, id),
    ...(detail !== undefined && {detail}),
    ...wayOut(one, id),
    proof: one.proof,
  };
}

/** A webhook is called by its name, where live state gives it. */
function causeOf({documented}: Case, id: StalledId): Phrase {
  const name = documented?.row.id === id ? documented.named['name'] : undefined;
  if (id !== 'mutating-webhook' && id !== 'validating-webhook') return phrase(`stalled.${id}`);
  return name === undefined ? phrase(`cause.${id}`) : phrase(`stalled.${id}`, {name});
}

/** What the documented message names; the message itself where it was cut off before the end. */
function detailOf({documented, seen, operands}: Case, id: StalledId): Phrase | undefined {
  const version = seen.cluster?.version ?? '';
  if (documented?.row.id !== id) {
    return id === 'kubernetes-version' && version !== ''
      ? phrase('detail.kubernetes-version', {version})
      : undefined;
  }
  const {row, named, message} = documented;
  const whole = row.parameters.length > 0 && row.parameters.every(one => Object.hasOwn(named, one));
  return whole
    ? phraseByCode(`detail.${id}`, {...operands, ...named})
    : reported(row.reason, message);
}

/** What a person does about it, and what that costs. */
function wayOut(one: Case, id: StalledId): {readonly advice: Phrase; readonly risk?: Phrase} {
  // What is bound already is not asked for.
  if (id === 'fleet-project' && borneOut(one, 'service-agent-unbound') === 'no') {
    return {
      advice: phrase('advice.other-fleet', one.operands),
      risk: phrase('risk.other-fleet'),
    };
  }
  const risk = stalledRow(id)?.risk;
  const url = webhookUrl(one, id);
  return {
    advice:
      url === undefined
        ? phrase(`advice.stalled.${id}`, {...one.operands, ...blanks(one, id)})
        : phrase('repair.webhook-url', {...one.operands, ...url}),
    ...(risk !== undefined && {risk: phrase(`risk.${risk}`)}),
  };
}

/**
 * The configuration and the URL that it should have, for a command. What the message names enters one only
 * where it is the URL of this very cluster; undefined: a person has to look.
 */
function webhookUrl({documented, operands}: Case, id: StalledId) {
  if (documented?.row.id !== id || !webhooks.includes(id)) return undefined;
  const {name = '', expected = ''} = documented.named;
  const {project, location, cluster} = operands;
  const verb = id === 'mutating-webhook' ? 'inject' : 'validate';
  const own = `https://meshconfig.googleapis.com/v1internal/projects/${project}/locations/${location}/clusters/${cluster}:${verb}`;
  if (expected !== own || !isObjectName(name)) return undefined;
  const kind = id === 'mutating-webhook' ? 'mutating' : 'validating';
  return {name, url: own, kind: `${kind}webhookconfiguration`};
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
