import type {OwnedFact, Reach, WorkloadKind, WorkloadRef} from '../core/facts/kubernetes.ts';
import type {Impact} from '../core/incident/impact.ts';
import type {Readers} from '../core/ports/ports.ts';

const restartable: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * The workload that each pod belongs to: its owner, or the Deployment behind its ReplicaSet. A pod of
 * anything else (a Job, nothing at all) is not in the answer: no rolling restart replaces it. The
 * ReplicaSets are only read where a pod has one.
 * @throws CallError
 */
export async function ownersOf(
  readers: Pick<Readers, 'replicaSets'>,
  reach: Reach,
  pods: readonly OwnedFact[],
): Promise<ReadonlyMap<OwnedFact, WorkloadRef>> {
  const sets = pods.some(one => one.owner?.kind === 'ReplicaSet')
    ? await readers.replicaSets(reach)
    : [];
  const byName = new Map(sets.map(one => [`${one.namespace}/${one.name}`, one]));
  const owned = pods.flatMap((pod): [OwnedFact, WorkloadRef][] => {
    const set = byName.get(`${pod.namespace}/${pod.owner?.name ?? ''}`);
    const owner = pod.owner?.kind === 'ReplicaSet' ? set?.owner : pod.owner;
    if (owner === undefined || !isWorkload(owner.kind)) return [];
    return [[pod, {kind: owner.kind, namespace: pod.namespace, name: owner.name}]];
  });
  return new Map(owned);
}

function isWorkload(kind: string): kind is WorkloadKind {
  return restartable.includes(kind);
}

/** Namespaces of Kubernetes and of the mesh itself: what runs there is nobody's workload to restart. */
export const systemNamespaces: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'istio-system',
  'asm-system',
];

/** A workload in one word, e.g. `shop/Deployment/web`: for people, and to tell them apart. */
export function workloadName({kind, namespace, name}: WorkloadRef): string {
  return `${namespace}/${kind}/${name}`;
}

/** Whether two names mean one workload. */
export function sameWorkload(one: WorkloadRef, other: WorkloadRef): boolean {
  return workloadName(one) === workloadName(other);
}

/** What suffers where these workloads do: they, and their namespaces. */
export function impactOn(workloads: readonly WorkloadRef[]): Impact {
  if (workloads.length === 0) return {};
  return {
    workloads: workloads.map(({namespace, name}) => `${namespace}/${name}`).sort(),
    namespaces: [...new Set(workloads.map(one => one.namespace))].sort(),
  };
}
