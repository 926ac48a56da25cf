import {patchTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf, type Precheck, type Took} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import type {Reach, WorkloadFact, WorkloadRef, OwnedFact} from '../../core/facts/kubernetes.ts';
import {CallError} from '../../core/lib/error.ts';
import type {Readers, RestartChange, Written} from '../../core/ports/ports.ts';
import {type Held, heldBy} from '../../mesh/held-workloads.ts';
import {ownersOf, sameWorkload, systemNamespaces, workloadName} from '../../mesh/workloads.ts';
import {contextFlag, credentialsCommand, reachOf} from '../cluster-params.ts';
import {type RestartWorkloads, restartWorkloadsKind} from './params.ts';
import {phrase, texts} from './texts.ts';
import manifest from './action.json' with {type: 'json'};

/**
 * Has the workloads of one batch replace their pods one after the other, as `kubectl rollout restart`
 * does. The stamp is the consent's time, so that a repeat finds a restart that is not older and changes
 * nothing; a batch that was cut short is finished by the next try. A workload that was deleted meanwhile is
 * passed over. A rolling update is no eviction:
 * disruption budgets do not hold it up, the workload's own strategy does. It cannot be taken back.
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_restart/
 */
export const restartWorkloads: Action = actionOf(restartWorkloadsKind, {
  manifest: actionManifest(manifest),
  texts,
  shown,
  describe(params) {
    const {workloads, cluster} = shown(params);
    return {
      text: phrase('action.restart-workloads', {workloads, cluster}),
      command: commandsOf(params).join('\n'),
      prepare: credentialsCommand(params),
    };
  },
  precheck,
  effect,
  check,
  traces: params =>
    params.workloads.flatMap(({kind, namespace, name}) =>
      patchTraces(params, {plural: `${kind.toLowerCase()}s`, namespace, name}),
    ),
});

function shown({workloads, pods, ...place}: RestartWorkloads) {
  return {
    ...place,
    workloads: workloads.map(workloadName).join(', '),
    pods: pods.kind === 'lacking' ? '-' : pods.selector,
  };
}

/**
 * The last fence of what diagnoses leave out. A paused Deployment takes the new template and rolls nothing out,
 * so that the restart would never come;
 * kubectl refuses it as well ("can't restart paused deployment (run rollout resume first)"):
 * https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/objectrestarter.go
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment
 */
async function precheck(params: RestartWorkloads, readers: Readers): Promise<Precheck> {
  const outside = params.workloads.find(({namespace}) => systemNamespaces.includes(namespace));
  if (outside !== undefined) {
    const workload = workloadName(outside);
    return {kind: 'refused', reason: phrase('refused.restart-namespace', {workload})};
  }
  const standing = await standingOf(readers, params);
  const needed = standing.some(one => one.kind === 'there' && one.needed);
  const heldAs = (held: Held) =>
    standing.flatMap(one =>
      one.kind === 'there' && one.needed && heldBy(one.fact) === held
        ? [workloadName(one.ref)]
        : [],
    );
  const paused = heldAs('paused').join(', ');
  if (paused !== '') {
    return {kind: 'refused', reason: phrase('refused.restart-paused', {workloads: paused})};
  }
  const byHand = heldAs('on-delete').join(', ');
  if (byHand !== '') {
    return {kind: 'refused', reason: phrase('refused.restart-on-delete', {workloads: byHand})};
  }
  return needed ? {kind: 'needed'} : {kind: 'already'};
}

/**
 * Writes the stamp on each workload that needs it and was not restarted since, on the version that was read:
 * after a conflict the engine makes the effect anew, which reads anew.
 */
async function effect(
  params: RestartWorkloads,
  readers: Readers,
  writers: Parameters<Action['effect']>[2],
  stamp: string,
): Promise<Written> {
  const standing = await standingOf(readers, params);
  const requests: string[] = [];
  let sent = false;
  for (const one of standing) {
    if (one.kind === 'gone' || !one.needed || isRestarted(one.fact, stamp)) continue;
    const written = await restart(writers, reachOf(params), {
      ...{workload: one.ref, stamp},
      resourceVersion: one.fact.resourceVersion,
    });
    if (written === 'gone') continue;
    if (written.kind === 'recorded') requests.push(written.request);
    else sent = true;
  }
  if (requests.length > 0) return {kind: 'recorded', request: requests.join('\n')};
  return sent ? {kind: 'accepted'} : {kind: 'unchanged'};
}

/** One that was deleted since the read is as good as one that was deleted before: no refusal. */
async function restart(
  writers: Parameters<Action['effect']>[2],
  reach: Reach,
  change: RestartChange,
): Promise<Written | 'gone'> {
  try {
    return await writers.restart(reach, change);
  } catch (error) {
    if (error instanceof CallError && error.facts.failure === 'not-found') return 'gone';
    throw error;
  }
}

/**
 * A restart took when all pods are made from the stamped template, are available, and none that made it
 * necessary is left. A workload that was not restarted since the stamp needed no restart.
 */
async function check(
  params: RestartWorkloads,
  readers: Readers,
  _operation: string | undefined,
  stamp: string,
): Promise<Took> {
  const standing = await standingOf(readers, params);
  let worst: Took = 'took';
  for (const one of standing) {
    // Somebody deleted it meanwhile: there is nothing left to restart.
    if (one.kind === 'gone') continue;
    const {fact, needed} = one;
    const restarted = isRestarted(fact, stamp);
    if (needed && !restarted) return 'not-taken';
    const rolled = fact.observed && fact.updated === fact.wanted && fact.available >= fact.wanted;
    if (restarted && (!rolled || needed)) worst = 'pending';
  }
  return worst;
}

/**
 * Whether a workload was restarted at the stamp's time or after it, by whomever: another incident, a
 * person, a later yes. One on top of it would only begin the rollout anew.
 */
function isRestarted({restartedAt = ''}: WorkloadFact, stamp: string): boolean {
  return restartedAt === stamp || Date.parse(restartedAt) >= Date.parse(stamp);
}

/** One command for each namespace, in the order of the workloads. */
function commandsOf({workloads, ...reach}: RestartWorkloads): readonly string[] {
  const byNamespace = new Map<string, string>();
  for (const {kind, namespace, name} of workloads) {
    const before = byNamespace.get(namespace) ?? '';
    byNamespace.set(namespace, `${before} ${kind.toLowerCase()}/${name}`);
  }
  return [...byNamespace].map(
    ([namespace, names]) =>
      `kubectl rollout restart${names} --namespace=${namespace} ${contextFlag(reach)}`,
  );
}

/** One workload of a batch as it stands. */
type Standing =
  | {readonly kind: 'gone'; readonly ref: WorkloadRef}
  | {
      readonly kind: 'there';
      readonly ref: WorkloadRef;
      readonly fact: WorkloadFact;
      /** Whether it still has pods that make its restart necessary. */
      readonly needed: boolean;
    };

/**
 * Looks at the workloads of a batch: which of them are there, and which still need to be restarted.
 * @throws CallError
 */
async function standingOf(
  readers: Readers,
  params: RestartWorkloads,
): Promise<readonly Standing[]> {
  const {workloads, pods} = params;
  const reach = reachOf(params);
  const facts = await readers.workloads(reach);
  const marked = pods.kind === 'lacking' ? [] : await readers.pods(reach, pods.selector);
  const owners = await ownersOf(readers, reach, marked);
  return workloads.map(ref => {
    const fact = facts.find(one => sameWorkload(one, ref));
    if (fact === undefined) return {kind: 'gone', ref};
    const needed =
      pods.kind === 'lacking' ? lacks(fact) : marked.some(pod => isOwned(pod, ref, owners));
    return {kind: 'there', ref, fact, needed};
  });
}

function isOwned(
  pod: OwnedFact,
  ref: WorkloadRef,
  owners: ReadonlyMap<OwnedFact, WorkloadRef>,
): boolean {
  const owner = owners.get(pod);
  return owner !== undefined && sameWorkload(owner, ref);
}

/** Whether pods that are wanted are not there, or cannot be made. */
function lacks({failure, available, wanted}: WorkloadFact): boolean {
  return failure !== undefined || available < wanted;
}
