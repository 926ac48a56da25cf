import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {ClusterSeed} from '../cluster/seed.ts';
import type {ControlPlaneManagement, Management, Plane} from '../world/world.ts';

/** A role and the member that holds it unconditionally. */
export interface Grant {
  readonly role: string;
  readonly member: string;
}

/** What somebody else does to a member of a fleet and inside its cluster; what is left out stays. */
export interface MemberPatch {
  readonly management?: Management;
  /** The deprecated field of the spec; null takes it away. */
  readonly controlPlane?: ControlPlaneManagement | null;
  /** False: the membership has no mesh feature of its own (any more). */
  readonly featured?: boolean;
  /** Empty: workload identity is off for it. */
  readonly issuer?: string;
  /** True: an outage took the managed mesh away. */
  readonly lapsed?: boolean;
  readonly inside?: ClusterSeed;
}

/** What somebody else does to the world, behind the responder's back. Effects are immediate. */
export interface WorldPatch {
  /** Id or number of the project that `enable` to `memberships` are about. */
  readonly project?: string;
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  /** Switches a service off together with those that depend on it, by one call. */
  readonly cascade?: {readonly service: string; readonly dependents: readonly string[]};
  /** Who does it, as an e-mail address; the pipeline by default. */
  readonly by?: string;
  readonly bind?: readonly Grant[];
  readonly unbind?: readonly Grant[];
  /** Puts a membership of the project's fleet into a state that only a person can end … */
  readonly force?: {
    readonly membership: string;
    readonly controlPlane?: Plane;
    readonly dataPlane?: Plane;
    readonly conditions?: readonly JsonObject[];
  };
  /** … and that person ends it. */
  readonly release?: string;
  /** Changes members of the project's fleet, by their names. */
  readonly memberships?: Readonly<Record<string, MemberPatch>>;
  /** So many of the next setIamPolicy calls and patches of namespaces find that somebody wrote in between. */
  readonly foreignEdits?: number;
  /** An adversary takes the mesh agent's role away again, so often, so many seconds after each grant. */
  readonly tug?: {readonly times: number; readonly afterSeconds: number};
  /** Deploys or changes resources: full resource name without `//`, and the resource as its API shows it. */
  readonly put?: Readonly<Record<string, JsonObject>>;
  /** Takes resources away, by the same names. */
  readonly drop?: readonly string[];
  /** Sets Google's clock so many seconds ahead. */
  readonly skewSeconds?: number;
  /** Service accounts (as IAM members) that do not exist: binding them is refused. */
  readonly absent?: readonly string[];
}
