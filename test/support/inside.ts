import type {ClusterFact} from '../../functions/core/facts/cloud.ts';
import type {
  BudgetFact,
  Labels,
  NamespaceFact,
  OwnedFact,
  Reach,
  RevisionFact,
  WebhookFact,
  WorkloadFact,
  WorkloadRef,
} from '../../functions/core/facts/kubernetes.ts';

/** What is inside one cluster, as it is read through the Connect Gateway. */
export interface Inside {
  revisions: readonly RevisionFact[];
  webhooks: readonly WebhookFact[];
  namespaces: readonly NamespaceFact[];
  pods: readonly OwnedFact[];
  replicaSets: readonly OwnedFact[];
  workloads: readonly WorkloadFact[];
  budgets: readonly BudgetFact[];
}

/** A cluster with nothing in it. */
export function emptyInside(): Inside {
  return {
    revisions: [],
    webhooks: [],
    namespaces: [],
    pods: [],
    replicaSets: [],
    workloads: [],
    budgets: [],
  };
}

/** How the cluster of the fakes' one membership is reached. */
export const reach: Reach = {
  fleet: 'harbor-fleet',
  fleetNumber: '640118275930',
  location: 'europe-west4',
  membership: 'quay-1',
  collection: 'gkeMemberships',
};

/** A GKE cluster that lacks nothing; `parts` replace its fields. */
export function gkeCluster(parts: Partial<ClusterFact> = {}): ClusterFact {
  return {
    name: 'quay-1',
    status: 'RUNNING',
    version: '1.33.4-gke.1000000',
    workloadPool: 'harbor-prod.svc.id.goog',
    autopilot: false,
    nodePools: [{name: 'default-pool', metadata: 'GKE_METADATA'}],
    ...parts,
  };
}

/** A GKE cluster where workload identity is off; `parts` replace its fields. */
export function poolless(parts: Partial<ClusterFact> = {}): ClusterFact {
  const {workloadPool: _pool, ...rest} = gkeCluster({
    nodePools: [{name: 'default-pool', metadata: 'GCE_METADATA'}],
    ...parts,
  });
  return rest;
}

/** A workload whose pods are all new and available; `parts` replace its fields. */
export function workload(parts: Partial<WorkloadFact> = {}): WorkloadFact {
  return {
    kind: 'Deployment',
    resourceVersion: '5',
    namespace: 'shop',
    name: 'web',
    labels: {},
    podLabels: {app: 'web'},
    wanted: 3,
    updated: 3,
    available: 3,
    observed: true,
    ...parts,
  };
}

/** The pods of a selector: terms `key`, `key=value` or `key!=value` that a comma joins. */
export function selected(pods: readonly OwnedFact[], selector: string): readonly OwnedFact[] {
  const terms = selector.split(',').map(one => /^([^!=]+)(!?=)?(.*)$/.exec(one) ?? []);
  return pods.filter(({labels}) =>
    terms.every(([, key = '', sign, value]) =>
      sign === undefined ? Object.hasOwn(labels, key) : (labels[key] === value) === (sign === '='),
    ),
  );
}

/** The metadata of a pod (or a ReplicaSet) of the shop that the managed data plane gave up on. */
export function failedPod(name: string, kind: string, owner: string): OwnedFact {
  return {
    namespace: 'shop',
    name,
    labels: {'dataplane-upgrade': 'failed'},
    annotations: {},
    owner: {kind, name: owner},
  };
}

/** The webhook configuration of a managed revision. */
export function managedInjector(revision = 'asm-managed'): WebhookFact {
  const url = 'https://meshconfig.googleapis.com/v1internal/inject';
  return {
    kind: 'mutating',
    name: `istiod-${revision}`,
    labels: {'istio.io/rev': revision},
    hooks: ['rev.namespace', 'rev.object'].map(one => ({
      name: `${one}.sidecar-injector.istio.io`,
      url,
      failurePolicy: 'Fail',
    })),
  };
}

/** The default's webhook configuration of an istiod inside the cluster; `parts` replace its fields. */
export function insideInjector(parts: Partial<WebhookFact> = {}): WebhookFact {
  return {
    kind: 'mutating',
    name: 'istio-sidecar-injector',
    labels: {app: 'sidecar-injector', 'istio.io/rev': 'default'},
    hooks: ['rev.namespace', 'rev.object', 'namespace', 'object'].map(one => ({
      name: `${one}.sidecar-injector.istio.io`,
      service: 'istio-system/istiod',
      failurePolicy: 'Fail',
    })),
    ...parts,
  };
}

/** A managed revision that is reconciled. */
export function revision(name = 'asm-managed', status = 'True'): RevisionFact {
  const reconciled = {type: 'Reconciled', status, reason: 'Provisioned', message: ''};
  return {name, channel: 'regular', type: 'managed_service', conditions: [reconciled]};
}

/** A namespace; `labels` are all that it has. */
export function namespace(name: string, labels: Labels = {}): NamespaceFact {
  return {name, labels, annotations: {}, resourceVersion: '7'};
}

/** A pod of a workload that was injected by a revision. */
export function injectedPod(owner: WorkloadRef, label = 'default'): OwnedFact {
  return {
    namespace: owner.namespace,
    name: `${owner.name}-0`,
    labels: {'istio.io/rev': label},
    annotations: {},
    owner: {kind: owner.kind, name: owner.name},
  };
}

/** A migration that stopped half-way: one namespace still gets its sidecars from inside the cluster. */
export function halfMigrated(): Partial<Inside> {
  const queue = workload({kind: 'StatefulSet', namespace: 'orders', name: 'queue'});
  return {
    revisions: [revision()],
    webhooks: [managedInjector(), insideInjector()],
    namespaces: [
      namespace('istio-system'),
      namespace('shop', {'istio.io/rev': 'asm-managed'}),
      namespace('orders', {'istio-injection': 'enabled'}),
    ],
    workloads: [queue],
    pods: [injectedPod(queue)],
  };
}
