import type {Labels, WebhookFact} from '../facts/kubernetes.ts';
import type {Planned} from './value.ts';

/** Where in a file a change is written, when it comes from one. */
export interface Written {
  readonly file: string;
  readonly line: number;
}

/**
 * How a resource that is destroyed and made again is replaced: what is additive and made first is taken away
 * by the destruction behind it.
 */
export type Replaced = 'no' | 'destroyed-first' | 'made-first';

/**
 * What one resource was and is to be. `before` is undefined where it is made, `after` where it is destroyed;
 * both are there and the same where nothing changes.
 */
export interface Sides<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
  readonly replaced: Replaced;
}

/** What every change has. */
interface Named {
  /** As Terraform writes it, with modules and index; of a manifest `Kind/namespace/name`. */
  readonly address: string;
  readonly written?: Written;
  /** False: the resource is in the plan and nothing of it changes. */
  readonly changes: boolean;
  /** A manifest says what is to be, and not what is. */
  readonly desiredOnly: boolean;
}

/** Who has a role: members that the plan does not know yet are not told apart. */
export interface Grant {
  readonly role: Planned<string>;
  readonly members: Planned<readonly Planned<string>[]>;
  /** Whether there is an IAM condition. */
  readonly conditional: Planned<boolean>;
}

/** What an allow policy belongs to. */
export interface Scope {
  readonly level: 'project' | 'folder' | 'organization';
  /** Without `projects/`, `folders/` or `organizations/`. */
  readonly name: Planned<string>;
}

/** What a resource says of an allow policy. */
export interface GrantSide {
  readonly scope: Scope;
  readonly grants: Planned<readonly Grant[]>;
}

/**
 * An allow policy. `member`: adds what it names; `role`: is the only word on its role (and condition);
 * `policy`: on the whole policy; `removal`: takes away what it names.
 */
export interface IamChange extends Named, Sides<GrantSide> {
  readonly kind: 'iam';
  readonly authority: 'member' | 'role' | 'policy' | 'removal';
}

/** APIs that a resource keeps on. */
export interface ServiceSide {
  readonly project: Planned<string>;
  readonly services: Planned<readonly string[]>;
  /** Whether they are turned off with the resource. */
  readonly offOnDestroy: Planned<boolean>;
  /** Whether what depends on them is turned off with them. */
  readonly dependents: Planned<boolean>;
}

export interface ServiceChange extends Named, Sides<ServiceSide> {
  readonly kind: 'service';
}

/** A project itself; `kept`: its destruction is refused, or leaves it where it is. */
export interface ProjectChange extends Named, Sides<{readonly project: Planned<string>}> {
  readonly kind: 'project';
  readonly kept: boolean;
}

/** A cluster by name. */
export interface PlannedCluster {
  readonly project: Planned<string>;
  readonly location: Planned<string>;
  readonly cluster: Planned<string>;
}

/** How pods of a node pool see metadata, in the API's words. */
export interface PoolSide {
  readonly name: Planned<string>;
  /** `default`: nothing is written of it, so GKE goes by the cluster. */
  readonly metadata: Planned<string> | {readonly kind: 'default'};
}

/** A cluster, as far as the mesh needs it. */
export interface ClusterSide extends PlannedCluster {
  readonly pool: Planned<string>;
  readonly nodePools: readonly PoolSide[];
  /** The project of the fleet that the cluster registers itself with. */
  readonly fleet: Planned<string>;
  readonly autopilot: boolean;
}

export interface ClusterChange extends Named, Sides<ClusterSide> {
  readonly kind: 'cluster';
}

export interface NodePoolChange extends Named, Sides<PlannedCluster & PoolSide> {
  readonly kind: 'node-pool';
}

/** A membership of a fleet; `project` hosts the fleet. */
export interface MembershipSide {
  readonly project: Planned<string>;
  readonly location: Planned<string>;
  readonly membership: Planned<string>;
  readonly cluster: PlannedCluster | undefined;
  readonly issuer: Planned<string>;
}

export interface MembershipChange extends Named, Sides<MembershipSide> {
  readonly kind: 'membership';
}

/** Who manages the mesh: `automatic` is the fleet. */
export type Management = Planned<'automatic' | 'other'>;

/** The mesh of a fleet. */
export interface MeshSide {
  readonly project: Planned<string>;
  /** What new memberships get. */
  readonly management: Management;
}

export interface MeshChange extends Named, Sides<MeshSide> {
  readonly kind: 'mesh';
}

/** The mesh of one membership. */
export interface MeshMembershipSide extends MeshSide {
  readonly location: Planned<string>;
  readonly membership: Planned<string>;
}

export interface MeshMembershipChange extends Named, Sides<MeshMembershipSide> {
  readonly kind: 'mesh-membership';
}

/** Webhooks of a cluster that the plan does not name. */
export interface WebhookChange extends Named, Sides<Planned<WebhookFact>> {
  readonly kind: 'webhooks';
}

/** The labels of a namespace. */
export interface NamespaceSide {
  readonly name: Planned<string>;
  readonly labels: Planned<Labels>;
}

export interface NamespaceChange extends Named, Sides<NamespaceSide> {
  readonly kind: 'namespace';
}

/** A Helm release of an istiod; absent: it makes no webhook. */
export interface IstiodSide {
  readonly revision: Planned<string>;
}

export interface IstiodChange extends Named, Sides<IstiodSide> {
  readonly kind: 'istiod';
}

/** One change of a plan, as far as the mesh is concerned. */
export type PlannedChange =
  | IamChange
  | ServiceChange
  | ProjectChange
  | ClusterChange
  | NodePoolChange
  | MembershipChange
  | MeshChange
  | MeshMembershipChange
  | WebhookChange
  | NamespaceChange
  | IstiodChange;
