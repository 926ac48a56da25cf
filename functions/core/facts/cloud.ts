/** Live state as the responder read it itself; shapes reduced to the fields that decide. */

/** State of an API in a project; `UNKNOWN` is any value the service has not documented. */
export type ServiceState = 'ENABLED' | 'DISABLED' | 'UNKNOWN';

/** What Resource Manager says a project is. */
export interface ProjectFact {
  readonly id: string;
  readonly number: string;
}

/** One binding of an allow policy; `condition` is kept whole and unread. */
export interface Binding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: unknown;
}

/** An allow policy as read at version 3: everything that has to be written back with it. */
export interface Policy {
  readonly version: number;
  readonly etag: string;
  readonly bindings: readonly Binding[];
}

/** A code with its free text, as the fleet reports it. */
export interface FleetDetail {
  readonly code: string;
  readonly details: string;
}

/** A feature condition; `severity` is ERROR, WARNING, INFO or a value not documented yet. */
export interface FleetCondition extends FleetDetail {
  readonly severity: string;
  readonly link?: string;
}

/**
 * The mesh state of one membership. States are the API's own words (ACTIVE, PROVISIONING,
 * FAILED_PRECONDITION, STALLED, NEEDS_ATTENTION, DEGRADED …); `LIFECYCLE_STATE_UNSPECIFIED` when
 * absent.
 */
export interface MembershipFact {
  /** `projects/NUMBER/locations/LOC/memberships/M`. */
  readonly name: string;
  readonly location: string;
  readonly membership: string;
  readonly controlPlane: string;
  readonly controlPlaneDetails: readonly FleetDetail[];
  readonly dataPlane: string;
  readonly dataPlaneDetails: readonly FleetDetail[];
  readonly conditions: readonly FleetCondition[];
  /** `OK`, `WARNING`, `ERROR` or unspecified. */
  readonly code: string;
  readonly description: string;
  /** `MANAGEMENT_AUTOMATIC`, `MANAGEMENT_MANUAL` …; `MANAGEMENT_UNSPECIFIED` where nobody set it. */
  readonly management: string;
  /**
   * The deprecated way to choose, `mesh.controlPlane`: `AUTOMATIC`, `MANUAL` …;
   * `CONTROL_PLANE_MANAGEMENT_UNSPECIFIED` where nobody set it.
   */
  readonly controlPlaneManagement: string;
  /** `ISTIOD`, `TRAFFIC_DIRECTOR` … */
  readonly implementation: string;
}

/** The fleet's mesh feature: absent from the fleet, or with the state of each membership. */
export type MeshFact =
  | {readonly kind: 'not-enabled'}
  | {
      readonly kind: 'enabled';
      readonly memberships: readonly MembershipFact[];
      /** What the fleet says of the mesh as a whole; absent where it says nothing. */
      readonly whole?: Pick<MembershipFact, 'code' | 'description' | 'conditions'>;
      /** Locations that did not answer; a state that is missing may sit there. */
      readonly unreachable: readonly string[];
    };

/** What a membership of a fleet stands for. */
export interface RegistrationFact {
  readonly location: string;
  readonly membership: string;
  /** Its GKE cluster; absent for other clusters. `project` is an id or a number. */
  readonly cluster?: {
    readonly project: string;
    readonly location: string;
    readonly name: string;
  };
  /** Where its workload identities are issued; absent: nowhere, workload identity is off for it. */
  readonly issuer?: string;
}

/** The memberships of a fleet. */
export interface RegistrationsFact {
  readonly memberships: readonly RegistrationFact[];
  /** Locations that did not answer. */
  readonly unreachable: readonly string[];
}

/** A pool of nodes, as far as workload identity goes. */
export interface NodePoolFact {
  readonly name: string;
  /** `GKE_METADATA`, `GCE_METADATA`, or `MODE_UNSPECIFIED` where none is set. */
  readonly metadata: string;
}

/** The GKE clusters of a project. */
export interface ClustersFact {
  readonly clusters: readonly {readonly location: string; readonly name: string}[];
  /** False when a zone did not answer: what is not in the list may be there all the same. */
  readonly whole: boolean;
}

/** A GKE cluster. */
export interface ClusterFact {
  readonly name: string;
  /** `RUNNING`, `RECONCILING`, `PROVISIONING` … */
  readonly status: string;
  /** Version of its Kubernetes control plane, e.g. `1.31.4-gke.1372000`; empty when not told. */
  readonly version: string;
  /** Its workload pool; absent: workload identity is off. */
  readonly workloadPool?: string;
  /** True for Autopilot, whose nodes are Google's. */
  readonly autopilot: boolean;
  readonly nodePools: readonly NodePoolFact[];
}

/** A long-running operation of a Google API. */
export type OperationFact =
  | {readonly kind: 'running'; readonly name: string}
  | {readonly kind: 'done'}
  | {readonly kind: 'failed'; readonly code: number; readonly message: string};
