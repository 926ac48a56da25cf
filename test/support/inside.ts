import type {ClusterFact} from '../../functions/core/facts.ts';
import type {
  BudgetFact,
  NamespaceFact,
  OwnedFact,
  Reach,
  RevisionFact,
  WebhookFact,
  WorkloadFact,
} from '../../functions/core/kube.ts';

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

/** The pods of a selector `key=value`; `key` alone takes every value. */
export function selected(pods: readonly OwnedFact[], selector: string): readonly OwnedFact[] {
  const [key = '', value] = selector.split('=');
  return pods.filter(one =>
    value === undefined ? Object.hasOwn(one.labels, key) : one.labels[key] === value,
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
