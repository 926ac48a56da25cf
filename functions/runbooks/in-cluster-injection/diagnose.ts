import type {Diagnosis, Proof} from '../../core/contract/diagnosis.ts';
import {CallError, passes} from '../../core/lib/error.ts';
import {type ManagedCluster, managedClusters, reachTo} from '../../mesh/membership.ts';
import {followsSign, type Look} from '../../core/contract/runbook.ts';
import {targetText} from '../../core/detection/target.ts';
import {inspect, type Asking, type OldPod, type Seen} from './inspect.ts';
import {phrase} from './texts.ts';
import {relabelNamespaceKind} from '../../actions/relabel-namespace/params.ts';
import {restartsOf} from '../../actions/restart-workloads/params.ts';
import {revisionLabel, type Reach} from '../../core/facts/kubernetes.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import {heldBy} from '../../mesh/held-workloads.ts';
import type {Impact} from '../../core/incident/impact.ts';
import {impactOn, workloadName} from '../../mesh/workloads.ts';
import type {Injector} from './injectors.ts';

/**
 * Looks into a managed cluster for namespaces that an istiod inside it still injects, and for pods that
 * still have its proxy. In a cluster that is not managed that is as somebody wants it.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const target = targetText(look.target);
  const found = await managed(look);
  if (found === undefined || look.target.cluster === undefined) {
    const params = {target, fleet: look.fleet.id};
    return {kind: 'healthy', proof: [phrase('proof.not-managed', params)]};
  }
  const names = {project: look.project.id, cluster: look.target.cluster, target};
  const reach = reachTo(look.fleet, found.registration);
  try {
    return assess(await inspect(look.readers, reach), {names, reach});
  } catch (error) {
    if (error instanceof CallError) return unseen(look, error);
    throw error;
  }
}

/** @throws CallError also when it may be among what did not answer. */
async function managed(look: Look): Promise<ManagedCluster | undefined> {
  const {fleet, project, target, readers} = look;
  const ground = {fleet, projects: [project], readers};
  const clusters = await managedClusters(ground);
  const found = clusters.managed.filter(
    one =>
      one.target.cluster === target.cluster &&
      (target.location === undefined || one.target.location === target.location),
  );
  // Two candidates are a doubt, so neither is taken.
  if (found.length > 0 || clusters.whole) return found.length === 1 ? found[0] : undefined;
  throw new CallError({
    call: 'gkehub features.get',
    failure: 'unavailable',
    status: 0,
    said: 'not every location of the fleet answered',
    attempts: 1,
  });
}

/**
 * The cluster could not be looked into. What may pass is tried again. Where nobody has seen anything of it
 * yet, an answer that says nothing must not be taken for one: the poll counts it, and keeps what it knows.
 */
function unseen({symptom, target}: Look, error: CallError): Diagnosis {
  const {call, failure, said} = error.facts;
  if (passes(failure) || !followsSign(symptom)) throw error;
  return {
    kind: 'person',
    cause: phrase('cause.injection-unseen'),
    detail: phrase('detail.injection-unseen', {target: targetText(target)}),
    advice: phrase('advice.injection-unseen'),
    unseen: true,
    proof: [phrase('proof.no-answer', {call, failure, said})],
  };
}

/** Proof is for people: so many names of a kind are shown. */
const shown = 3;
/** So many namespaces are relabelled by one plan; what is left comes with the next one. */
const mostNamespaces = 20;
/** So many batches of restarts are in one plan. */
const mostBatches = 20;

/** What the look is about. */
interface Context {
  readonly names: {readonly project: string; readonly cluster: string; readonly target: string};
  readonly reach: Reach;
}

/** Judges what was seen in a cluster. */
function assess(seen: Seen, {names, reach}: Context): Diagnosis {
  const proof = proofOf(seen);
  const wrong = seen.asking.filter(one => one.source === 'in-cluster');
  const old = seen.old.filter(one => one.pod.owner?.kind !== 'Job');
  const contested = old.find(one => one.from.source === 'both');
  if (contested !== undefined) {
    const {namespace} = contested.pod;
    return {
      kind: 'person',
      cause: phrase('cause.injection-contested', {namespace}),
      detail: phrase('detail.injection-contested', {namespace}),
      impact: impactOf(wrong, old),
      advice: phrase('advice.injection-contested'),
      risk: phrase('risk.injection-contested'),
      proof,
    };
  }
  if (wrong.length === 0 && old.length === 0) return {kind: 'healthy', proof};
  const impact = impactOf(wrong, old);
  const [revision, another] = seen.ready;
  if (revision === undefined || another !== undefined) {
    const detail =
      revision === undefined
        ? phrase('detail.no-ready-revision')
        : phrase('detail.several-revisions', {found: seen.ready.join(', ')});
    const cause = phrase('cause.no-one-revision');
    return {kind: 'person', cause, detail, impact, advice: phrase('advice.no-one-revision'), proof};
  }
  const namespaces = namesOf(wrong).slice(0, mostNamespaces);
  const {project, cluster} = names;
  const place = {project, cluster, ...reach};
  const restarts = renewals(old, place, {revision, namespaces});
  if (namespaces.length === 0 && restarts.length === 0) {
    return {
      kind: 'person',
      cause: phrase('cause.old-proxies-stay'),
      detail: phrase('detail.old-proxies-stay', {pods: old.length}),
      impact,
      advice: phrase('advice.old-proxies-stay', {revision}),
      risk: phrase('risk.old-proxies-stay'),
      proof,
    };
  }
  const relabelled = namespaces.map(namespace =>
    relabelNamespaceKind.plan({...place, namespace, revision}),
  );
  const actions = [...relabelled, ...restarts];
  const [cause, detail] =
    wrong.length > 0
      ? (['cause.in-cluster-injection', 'detail.in-cluster-injection'] as const)
      : (['cause.old-proxies', 'detail.old-proxies'] as const);
  const counts = {namespaces: wrong.length, pods: old.length};
  return {
    kind: 'broken',
    cause: phrase(cause),
    detail: phrase(detail, counts),
    impact,
    actions,
    proof,
  };
}

/** The namespaces that ask for the wrong sidecars, and the pods that have them. */
function impactOf(wrong: readonly Asking[], old: readonly OldPod[]): Impact {
  const owners = old.flatMap(one => one.workload ?? one.held ?? []);
  const workloads = [...new Map(owners.map(one => [workloadName(one), one])).values()];
  const namespaces = [...namesOf(wrong), ...old.map(one => one.pod.namespace)];
  return {
    ...impactOn(workloads),
    namespaces: [...new Set(namespaces)].sort(),
    ...(old.length > 0 && {pods: old.length}),
  };
}

function namesOf(asking: readonly Asking[]): readonly string[] {
  return asking.map(one => one.namespace.name).sort();
}

/**
 * The restarts of what will get a managed proxy, because its namespace asks for it or is relabelled by the
 * same plan: for each old revision, a batch after the other.
 */
function renewals(
  old: readonly OldPod[],
  place: Parameters<typeof restartsOf>[0],
  {revision, namespaces}: {readonly revision: string; readonly namespaces: readonly string[]},
): readonly PlannedAction[] {
  const renewed = old.filter(({from}) => {
    const asksManaged = from.ask === 'enabled' || from.ask === `rev:${revision}`;
    return namespaces.includes(from.namespace.name) || (from.source === 'managed' && asksManaged);
  });
  const byRevision = Map.groupBy(renewed, one => one.revision);
  return [...byRevision.keys()]
    .sort()
    .flatMap(label => {
      const workloads = (byRevision.get(label) ?? []).flatMap(one => one.workload ?? []);
      const selector = `${revisionLabel}=${label}`;
      return restartsOf(place, workloads, {kind: 'labelled', selector});
    })
    .slice(0, mostBatches);
}

function proofOf({injectors, asking, old}: Seen): readonly Proof[] {
  const inside = [
    ...new Map(
      injectors.filter(one => one.source === 'in-cluster').map(one => [one.name, one]),
    ).values(),
  ];
  const wrong = asking
    .filter(one => one.source === 'in-cluster')
    .slice(0, shown)
    .map(({namespace, ask}) =>
      phrase('proof.namespace-asks', {namespace: namespace.name, label: labelOf(ask)}),
    );
  const bare = old.filter(one => one.workload === undefined && one.held === undefined);
  const [first] = bare;
  const renewedByNone =
    first === undefined
      ? []
      : [
          phrase('proof.no-restart-renews', {
            count: bare.length,
            pod: `${first.pod.namespace}/${first.pod.name}`,
          }),
        ];
  if (inside.length === 0 && old.length === 0) return [phrase('proof.no-in-cluster-injector')];
  return [
    ...inside.slice(0, shown).map(one => injectorProof(one, asking)),
    ...wrong,
    ...(old.length === 0 ? [] : [phrase('proof.old-proxies', {count: old.length})]),
    ...renewedByNone,
    ...heldProof(old),
  ];
}

/** What is left out because a restart would replace no pod of it, each once. */
function heldProof(old: readonly OldPod[]): readonly Phrase[] {
  const byName = new Map(
    old.flatMap(({held}) => (held === undefined ? [] : [[workloadName(held), held] as const])),
  );
  return [...byName].slice(0, shown).map(([workload, held]) => {
    const {namespace, name} = held;
    return heldBy(held) === 'paused'
      ? phrase('proof.old-paused', {workload, namespace, name})
      : phrase('proof.old-on-delete', {workload});
  });
}

/** A configuration that nobody asks any more is a leftover, with the command that a person may run. */
function injectorProof({name, serves}: Injector, asking: readonly Asking[]): Phrase {
  const isAsked = asking.some(one => serves.includes(one.ask));
  return isAsked
    ? phrase('proof.in-cluster-injector', {name})
    : phrase('proof.leftover-injector', {name});
}

function labelOf(ask: Asking['ask']): string {
  return ask === 'enabled' ? 'istio-injection=enabled' : `${revisionLabel}=${ask.slice(4)}`;
}
