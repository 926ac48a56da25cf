import {
  type NamespaceFact,
  type OwnedFact,
  type Reach,
  type RevisionFact,
  type WorkloadFact,
  type WorkloadRef,
  managedRevisions,
  revisionLabel,
} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {heldBy} from '../../mesh/held-workloads.ts';
import {ownersOf, systemNamespaces, workloadName} from '../../mesh/workloads.ts';
import {type Ask, askOf, type Injector, injectorsOf, type Source, sourceOf} from './injectors.ts';

/** Pods with a revision that is not managed: in most clusters none, however many pods there are. */
const selector = [revisionLabel, ...managedRevisions.map(one => `${revisionLabel}!=${one}`)].join(
  ',',
);

/** A namespace that asks for sidecars, and who serves it. */
export interface Asking {
  readonly namespace: NamespaceFact;
  readonly ask: Ask;
  readonly source: Source;
}

/** A pod with the proxy of an istiod inside the cluster. */
export interface OldPod {
  readonly pod: OwnedFact;
  readonly revision: string;
  readonly from: Asking;
  /** What a restart renews; undefined: no restart does. */
  readonly workload?: WorkloadRef;
  /** What would take a restart and replace no pod. */
  readonly held?: WorkloadFact;
}

/** What is to be seen of injection in a cluster. */
export interface Seen {
  readonly injectors: readonly Injector[];
  readonly asking: readonly Asking[];
  readonly old: readonly OldPod[];
  /** The managed revisions that are ready and can be called; read where something is to be done. */
  readonly ready: readonly string[];
}

/**
 * Reads who injects, who asks for it and which pods have another proxy than a managed one; more only where
 * something is to be done.
 * @throws CallError
 */
export async function inspect(readers: Readers, reach: Reach): Promise<Seen> {
  const [webhooks, namespaces, labelled] = await Promise.all([
    readers.webhooks(reach),
    readers.namespaces(reach),
    readers.pods(reach, selector),
  ]);
  const injectors = injectorsOf(webhooks);
  const asking = namespaces
    .filter(one => !systemNamespaces.includes(one.name))
    .flatMap((namespace): Asking[] => {
      const ask = askOf(namespace.labels);
      return ask === undefined ? [] : [{namespace, ask, source: sourceOf(injectors, ask)}];
    });
  const old = labelled.flatMap(pod => oldPod(pod, asking));
  if (old.length === 0 && asking.every(one => one.source !== 'in-cluster')) {
    return {injectors, asking, old, ready: []};
  }
  const ready = (await readers.revisions(reach))
    .filter(one => isReady(one, injectors))
    .map(one => one.name);
  return {injectors, asking, old: await withWorkloads(readers, reach, old), ready};
}

/**
 * Whether a pod has an older proxy. Only pods of namespaces that ask for sidecars count: gateways and others
 * carry the label as well.
 */
function oldPod(pod: OwnedFact, asking: readonly Asking[]): readonly OldPod[] {
  const revision = pod.labels[revisionLabel] ?? '';
  if (revision === '') return [];
  const from = asking.find(one => one.namespace.name === pod.namespace);
  if (from === undefined) return [];
  // The default may be the managed one, and its pods may be called after it: that proves nothing.
  const isDefault = from.ask === 'enabled' && from.source === 'managed' && revision === 'default';
  return isDefault || from.source === 'neither' ? [] : [{pod, revision, from}];
}

/** A template that names a revision itself gets the same proxy at each restart. */
async function withWorkloads(
  readers: Readers,
  reach: Reach,
  old: readonly OldPod[],
): Promise<readonly OldPod[]> {
  if (old.length === 0) return old;
  const [owners, facts] = await Promise.all([
    ownersOf(
      readers,
      reach,
      old.map(one => one.pod),
    ),
    readers.workloads(reach),
  ]);
  const pinned = new Set(
    facts.filter(one => Object.hasOwn(one.podLabels, revisionLabel)).map(workloadName),
  );
  const held = new Map(
    facts.filter(one => heldBy(one) !== undefined).map(one => [workloadName(one), one]),
  );
  return old.map(one => {
    const workload = owners.get(one.pod);
    const still = workload === undefined ? undefined : held.get(workloadName(workload));
    if (still !== undefined) return {...one, held: still};
    return workload === undefined || pinned.has(workloadName(workload)) ? one : {...one, workload};
  });
}

/** Whether a managed revision is reconciled and has a webhook that namespaces with its label call. */
function isReady({name, conditions}: RevisionFact, injectors: readonly Injector[]): boolean {
  return (
    managedRevisions.includes(name) &&
    conditions.some(one => one.type === 'Reconciled' && one.status === 'True') &&
    sourceOf(injectors, `rev:${name}`) === 'managed'
  );
}
