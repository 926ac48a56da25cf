import type {Hook, Labels, Refusal, Stall} from './cluster.ts';

/** A record of things by name; null takes one away (in a patch, or of the usual ones). */
type Named<T> = Readonly<Record<string, T | null>>;

/** A workload as a scenario or a patch describes it; what is left out stays, or is the usual. */
export interface WorkloadSeed {
  /** 2 by default. */
  readonly replicas?: number;
  /** Its rollouts are stopped; of a Deployment only. */
  readonly paused?: boolean;
  readonly labels?: Labels;
  readonly podLabels?: Labels;
  /** `failed`: its pods carry the label of an upgrade that failed. */
  readonly upgrade?: 'failed';
  /** `failed`: the injector could not be called and it has no pods, until it is restarted. */
  readonly injection?: 'failed';
}

/** A pod disruption budget as a scenario or a patch describes it. */
export interface BudgetSeed {
  readonly selector: Labels;
  readonly minAvailable: number;
}

/** A namespace as a scenario or a patch describes it. */
export interface NamespaceSeed {
  readonly labels?: Named<string>;
  readonly annotations?: Named<string>;
  /** By `Kind/name`, e.g. `Deployment/web`. */
  readonly workloads?: Named<WorkloadSeed>;
  readonly budgets?: Named<BudgetSeed>;
}

/** A webhook configuration as a scenario or a patch describes it. */
export interface WebhookSeed {
  readonly labels?: Labels;
  readonly hooks: readonly Hook[];
}

/** A ControlPlaneRevision as a scenario or a patch describes it. */
export interface RevisionSeed {
  /** By default that of its name. */
  readonly channel?: string;
  /** `managed_service` by default. */
  readonly type?: string;
  /** Why it stalled; null: it does not any more. */
  readonly stall?: Stall | null;
}

/**
 * What is in a cluster, beyond or in the place of the usual: a healthy cluster with a workload pool, one
 * node pool, the managed webhooks, `asm-managed`, and a namespace `shop` with one Deployment. The same
 * shape is what a patch changes.
 */
export interface ClusterSeed {
  readonly status?: string;
  readonly version?: string;
  /** Somebody's operation runs on it for so many seconds from now: no other is taken meanwhile. */
  readonly busySeconds?: number;
  /** Null: workload identity is off. */
  readonly workloadPool?: string | null;
  readonly autopilot?: boolean;
  /** Mode of the workload metadata by the name of the pool; empty: none is set. */
  readonly nodePools?: Named<string>;
  readonly namespaces?: Named<NamespaceSeed>;
  /** By `mutating/NAME` or `validating/NAME`. */
  readonly webhooks?: Named<WebhookSeed>;
  /** By `NAME` or `NAMESPACE/NAME`; null as a whole: the cluster does not know the kind. */
  readonly revisions?: Named<RevisionSeed> | null;
  /** How it behaves towards whoever asks it; `normal` ends that. */
  readonly refuses?: Refusal | 'normal';
}
