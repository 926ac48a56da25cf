/** What is read inside a cluster, through the Connect Gateway; shapes reduced to what decides. */

/**
 * How a cluster is reached: its membership, as the fleet's own list names it. Also as the parameters of
 * an action that works inside a cluster.
 */
export interface Reach {
  /** Project id of the fleet's host. */
  readonly fleet: string;
  readonly fleetNumber: string;
  readonly location: string;
  readonly membership: string;
  /** `gkeMemberships` for a GKE cluster, else `memberships`. */
  readonly collection: 'gkeMemberships' | 'memberships';
}

/** A condition of a Kubernetes object. */
export interface KubeCondition {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** A ControlPlaneRevision of istio-system: `mesh.cloud.google.com/v1beta1`. */
export interface RevisionFact {
  readonly name: string;
  readonly channel: string;
  readonly type: string;
  readonly conditions: readonly KubeCondition[];
}

/** One webhook of a configuration; it has a URL (managed) or a service (inside the cluster). */
export interface HookFact {
  readonly name: string;
  readonly url?: string;
  /** `namespace/name` of the service that it calls. */
  readonly service?: string;
  readonly failurePolicy: string;
}

/** A webhook configuration of either kind. */
export interface WebhookFact {
  readonly kind: 'mutating' | 'validating';
  readonly name: string;
  readonly labels: Labels;
  readonly hooks: readonly HookFact[];
}

/** Labels or annotations. */
export type Labels = Readonly<Record<string, string>>;

/** A namespace that is not being deleted. */
export interface NamespaceFact {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Fences a change of it. */
  readonly resourceVersion: string;
}

/** The kinds whose pods a rolling restart replaces. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet';

/** Names one workload. */
export interface WorkloadRef {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
}

/** A workload and how far its rollout is. */
export interface WorkloadFact extends WorkloadRef {
  /** Fences a change of it. */
  readonly resourceVersion: string;
  readonly labels: Labels;
  /** Labels of the pods that it makes. */
  readonly podLabels: Labels;
  /** Pods that are wanted, made from the newest template, and available. */
  readonly wanted: number;
  readonly updated: number;
  readonly available: number;
  /** Whether its controller has seen the newest template. */
  readonly observed: boolean;
  /** True for a Deployment whose rollouts a person has stopped (`spec.paused`). */
  readonly paused?: true;
  /** True for a StatefulSet or DaemonSet whose pods a person replaces (`spec.updateStrategy.type: OnDelete`). */
  readonly onDelete?: true;
  /** The annotation that the last rolling restart left on the template. */
  readonly restartedAt?: string;
  /** Why its pods cannot be made (condition ReplicaFailure), where they cannot. */
  readonly failure?: string;
}

/** What owns an object. */
export interface OwnerFact {
  readonly kind: string;
  readonly name: string;
}

/** The metadata of a pod or a ReplicaSet. */
export interface OwnedFact {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly owner?: OwnerFact;
}

/** A pod disruption budget. */
export interface BudgetFact {
  readonly namespace: string;
  readonly name: string;
  /** What its selector asks of a pod's labels, as far as `matchLabels` says it. */
  readonly selector: Labels;
  /** How many of its pods may be disrupted now. */
  readonly allowed: number;
}

/** What the responder reads inside clusters. Every verb throws `CallError`. */
export interface ClusterReaders {
  /** The ControlPlaneRevisions of istio-system; none where the cluster does not know the kind. */
  revisions(reach: Reach): Promise<readonly RevisionFact[]>;
  /** All webhook configurations, mutating and validating. */
  webhooks(reach: Reach): Promise<readonly WebhookFact[]>;
  namespaces(reach: Reach): Promise<readonly NamespaceFact[]>;
  /** Pods of all namespaces with the labels of a selector, e.g. `dataplane-upgrade=failed`. */
  pods(reach: Reach, selector: string): Promise<readonly OwnedFact[]>;
  replicaSets(reach: Reach): Promise<readonly OwnedFact[]>;
  /** Deployments, StatefulSets and DaemonSets of all namespaces. */
  workloads(reach: Reach): Promise<readonly WorkloadFact[]>;
  budgets(reach: Reach): Promise<readonly BudgetFact[]>;
}

/** The label by which a namespace asks for the sidecar of one revision. */
export const revisionLabel = 'istio.io/rev';

/**
 * The older label, which asks whoever is the default and wins over the revision's.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
export const injectionLabel = 'istio-injection';

/**
 * The revisions of the managed control plane, one for each channel.
 * https://docs.cloud.google.com/service-mesh/docs/revisions-overview
 */
export const managedRevisions: readonly string[] = [
  'asm-managed',
  'asm-managed-rapid',
  'asm-managed-stable',
];
