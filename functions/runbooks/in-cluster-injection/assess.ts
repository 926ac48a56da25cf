import {relabelNamespaceKind} from '../../actions/relabel-namespace/params.ts';
import {restartsOf} from '../../actions/restart-workloads/params.ts';
import type {Diagnosis, Proof} from '../../core/contract/diagnosis.ts';
import {revisionLabel} from '../../core/facts/sidecar-injection.ts';
import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import type {Injector} from './injectors.ts';
import type {Asking, OldPod, Seen} from './inspect.ts';
import {phrase} from './texts.ts';

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
export function assess(seen: Seen, {names, reach}: Context): Diagnosis {
  const {target} = names;
  const proof = proofOf(seen);
  const wrong = seen.asking.filter(one => one.source === 'in-cluster');
  const old = seen.old.filter(one => one.pod.owner?.kind !== 'Job');
  const contested = old.find(one => one.from.source === 'both');
  if (contested !== undefined) {
    const {namespace} = contested.pod;
    const cause = phrase('cause.injection-contested', {target, namespace});
    return {kind: 'person', cause, advice: phrase('advice.injection-contested'), proof};
  }
  if (wrong.length === 0 && old.length === 0) return {kind: 'healthy', proof};
  const [revision, another] = seen.ready;
  if (revision === undefined || another !== undefined) {
    const found = seen.ready.join(', ') || '-';
    const cause = phrase('cause.no-one-revision', {target, found});
    return {kind: 'person', cause, advice: phrase('advice.no-one-revision'), proof};
  }
  const namespaces = namesOf(wrong).slice(0, mostNamespaces);
  const {project, cluster} = names;
  const place = {project, cluster, ...reach};
  const restarts = renewals(old, place, {revision, namespaces});
  if (namespaces.length === 0 && restarts.length === 0) {
    const cause = phrase('cause.old-proxies-stay', {target, pods: old.length});
    return {kind: 'person', cause, advice: phrase('advice.old-proxies-stay', {revision}), proof};
  }
  const relabelled = namespaces.map(namespace =>
    relabelNamespaceKind.plan({...place, namespace, revision}),
  );
  const actions = [...relabelled, ...restarts];
  return {kind: 'broken', cause: causeOf(wrong, old, target), actions, proof};
}

function causeOf(wrong: readonly Asking[], old: readonly OldPod[], target: string): Phrase {
  return wrong.length > 0
    ? phrase('cause.in-cluster-injection', {target, namespaces: wrong.length, pods: old.length})
    : phrase('cause.old-proxies', {target, pods: old.length});
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
  const bare = old.filter(one => one.workload === undefined);
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
  ];
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
