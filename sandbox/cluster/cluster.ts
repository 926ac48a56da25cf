/** A value and since when it stands, in milliseconds: what is new is noticed only some time later. */
export interface Timed<T> {
  readonly value: T;
  readonly at: number;
}

/** Labels or annotations. */
export type Labels = Readonly<Record<string, string>>;

/** The kinds whose pods a rolling restart replaces. */
export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** The kind of a workload. */
export type WorkloadKind = (typeof workloadKinds)[number];

/** How a cluster behaves towards whoever asks it, when not normally: a status, or no answer at all. */
export type Refusal = 401 | 403 | 404 | 429 | 500 | 503 | 'never';

/** One pod. */
export interface Pod {
  readonly name: string;
  labels: Labels;
  readonly annotations: Labels;
  readonly createdAt: number;
}

/** One version of a workload's pod template, with the pods that were made from it. */
export interface Template {
  /** Number of the version, from 1. */
  readonly revision: number;
  /** The label `pod-template-hash` of its pods. */
  readonly hash: string;
  readonly annotations: Labels;
  readonly at: number;
  pods: readonly Pod[];
}

/** One Deployment, StatefulSet or DaemonSet. */
export interface Workload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  labels: Labels;
  readonly podLabels: Labels;
  replicas: number;
  /** A new template is taken, and no pod is made from it. */
  paused: boolean;
  version: number;
  generation: number;
  /** Oldest first; the last is the current one. */
  templates: readonly Template[];
  /** Its pods could not be made and its controller has stopped trying for now: only a new rollout helps. */
  stuck: boolean;
}

/** One pod disruption budget; how many may be disrupted follows from its pods. */
export interface Budget {
  readonly namespace: string;
  readonly name: string;
  readonly selector: Labels;
  readonly minAvailable: number;
}

/** One namespace. */
export interface Namespace {
  readonly name: string;
  labels: Labels;
  annotations: Labels;
  version: number;
}

/** A webhook: a URL (the managed control plane's) or a service inside the cluster. */
export interface Hook {
  readonly name: string;
  readonly url?: string;
  readonly service?: {readonly namespace: string; readonly name: string; readonly path: string};
  /** How a call to its service ends when it does not answer. */
  readonly fails?: string;
}

/** A webhook configuration. */
export interface HookConfiguration {
  readonly kind: 'mutating' | 'validating';
  readonly name: string;
  readonly labels: Labels;
  readonly hooks: readonly Hook[];
}

/** Why provisioning stalled: reason and message of the condition `Stalled`. */
export interface Stall {
  readonly reason: string;
  readonly message: string;
}

/** A ControlPlaneRevision. Its conditions follow from the world, unless it stalled. */
export interface Revision {
  readonly name: string;
  readonly namespace: string;
  readonly channel: string;
  readonly type: string;
  /** `last` is what it said before it ended, which is reported until that is noticed. */
  readonly stall: Timed<Stall | undefined> & {readonly last?: Stall | undefined};
}

/** `workloadMetadataConfig.mode` of a node pool; empty where none is set. */
export interface NodePool {
  readonly name: string;
  readonly metadata: Timed<string>;
}

/** One cluster and all that is in it. */
export interface Cluster {
  /** Project id. */
  readonly project: string;
  readonly location: string;
  readonly name: string;
  status: string;
  /** Version of its Kubernetes control plane. */
  version: string;
  /** `last` is the pool before, whose trouble is reported until the change is noticed. */
  workloadPool: Timed<string | undefined> & {readonly last?: string | undefined};
  autopilot: boolean;
  readonly nodePools: Map<string, NodePool>;
  readonly namespaces: Map<string, Namespace>;
  /** By `namespace/Kind/name`. */
  readonly workloads: Map<string, Workload>;
  /** Keys of the workloads whose rollout is not over. */
  readonly rolling: Set<string>;
  /** By `namespace/name`. */
  readonly budgets: Map<string, Budget>;
  /** By `kind/name`. */
  readonly webhooks: Map<string, HookConfiguration>;
  /** By `namespace/name`; undefined when the cluster does not know the kind. */
  revisions: Map<string, Revision> | undefined;
  refuses: Refusal | undefined;
  /** The upgrade of the data plane failed for a pod, until this time; undefined: it has not ended. */
  upgradeFailedUntil: number | undefined;
  /** Counts its changes: every list carries it. */
  serial: number;
}

/** The label with which the managed data plane marks what it could not upgrade (troubleshooting page). */
export const upgradeLabel = 'dataplane-upgrade';

/** Whether a pod is one that the managed data plane could not upgrade. */
export function upgradeFailed(pod: Pod): boolean {
  return pod.labels[upgradeLabel] === 'failed';
}

/** All pods of a workload. */
export function podsOf(workload: Workload): readonly Pod[] {
  return workload.templates.flatMap(one => one.pods);
}

/** The key of a workload in `Cluster.workloads`. */
export function workloadKey(one: {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}): string {
  return `${one.namespace}/${one.kind}/${one.name}`;
}

/** Counts a change of a cluster; the new number is a resource version. */
export function touch(cluster: Cluster): number {
  cluster.serial += 1;
  return cluster.serial;
}
