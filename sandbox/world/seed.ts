import {makeCluster} from '../cluster/change.ts';
import type {ClusterSeed} from '../cluster/seed.ts';
import {
  type AuditConfigs,
  type Binding,
  clusterKey,
  type Forced,
  type Management,
  type Membership,
  nextSerial,
  occupy,
  type Pace,
  type Project,
  type World,
} from './world.ts';
import {etagOf, grantsOf} from './policy.ts';

/** How a scenario describes a member of a fleet; its cluster is a healthy one unless `inside` differs. */
export interface MembershipSeed {
  readonly name: string;
  readonly location: string;
  readonly cluster: Membership['cluster'];
  readonly implementation: Membership['implementation'];
  /** True for a cluster that is none of GKE. */
  readonly attached?: boolean;
  /** `MANAGEMENT_AUTOMATIC` by default. */
  readonly management?: Management;
  /** The deprecated field of the spec; absent: it is not set. */
  readonly controlPlane?: Membership['controlPlane'];
  /** False: the membership has no mesh feature of its own; its management is nobody's choice then. */
  readonly featured?: boolean;
  /** FLEET: its spec is inherited from the fleet's default. */
  readonly origin?: Membership['origin'];
  /** True when an outage took the managed mesh away. */
  readonly lapsed?: boolean;
  /** By default the cluster's own; empty: workload identity is off for the membership. */
  readonly issuer?: string;
  readonly forced?: Forced;
  /** What is in its cluster, beyond the usual. */
  readonly inside?: ClusterSeed;
}

/** The issuer of a GKE cluster's workload identities: gkehub v1, Authority.issuer. */
export function issuerOf({project, location, name}: Membership['cluster']): string {
  return `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${name}`;
}

/** How a scenario describes a project. */
export interface ProjectSeed {
  readonly id: string;
  readonly number: string;
  /** Services that are off although the usual ones are on. */
  readonly disabled?: readonly string[];
  readonly bindings?: readonly Binding[];
  readonly auditConfigs?: AuditConfigs;
  /** Members of the fleet; absent when the project hosts no mesh. */
  readonly memberships?: readonly MembershipSeed[];
}

/** Services that are on in every project unless its seed says otherwise. */
const usualServices = [
  'artifactregistry.googleapis.com',
  'chat.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'cloudscheduler.googleapis.com',
  'compute.googleapis.com',
  'connectgateway.googleapis.com',
  'container.googleapis.com',
  'firestore.googleapis.com',
  'gkeconnect.googleapis.com',
  'gkehub.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'logging.googleapis.com',
  'mesh.googleapis.com',
  'meshconfig.googleapis.com',
  'monitoring.googleapis.com',
  'networksecurity.googleapis.com',
  'networkservices.googleapis.com',
  'orgpolicy.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'trafficdirector.googleapis.com',
] as const;

/** Builds a world. Whatever its seed says has always been so: nothing in it is still recovering. */
export function seedWorld(projects: readonly ProjectSeed[], pace: Pace, now: number): World {
  const world: World = {
    projects: projects.map(seedProject),
    operations: new Map(),
    changes: new Map(),
    clusters: new Map(
      projects
        .flatMap(one => one.memberships ?? [])
        .map(one => [clusterKey(one.cluster), makeCluster(one.cluster, one.inside ?? {})]),
    ),
    entries: [],
    pace,
    startedAt: now,
    later: [],
    foreignEdits: 0,
    tug: {times: 0, afterMs: 0},
    inventory: new Map(),
    skewMs: 0,
    absent: new Set(),
    serial: 0,
  };
  for (const {cluster, inside} of projects.flatMap(one => one.memberships ?? [])) {
    if (inside?.busySeconds !== undefined) occupy(world, cluster, inside.busySeconds, now);
  }
  for (const project of world.projects) project.etag = etagOf(nextSerial(world));
  return world;
}

function seedProject(seed: ProjectSeed): Project {
  const always = Number.NEGATIVE_INFINITY;
  const off = new Set(seed.disabled);
  const on = usualServices.filter(name => !off.has(name));
  const bindings = seed.bindings ?? [];
  return {
    id: seed.id,
    number: seed.number,
    services: new Map(on.map(name => [name, {to: 'ENABLED', at: always}])),
    bindings,
    auditConfigs: seed.auditConfigs ?? [],
    etag: '',
    grants: grantsOf(bindings, new Map(), always),
    memberships: seed.memberships?.map(seedMembership),
  };
}

function seedMembership(seed: MembershipSeed): Membership {
  const {inside: _, featured = true, controlPlane, ...rest} = seed;
  const management =
    seed.management ?? (featured ? 'MANAGEMENT_AUTOMATIC' : 'MANAGEMENT_UNSPECIFIED');
  return {
    attached: false,
    lapsed: false,
    origin: 'USER',
    issuer: seed.attached === true ? '' : issuerOf(seed.cluster),
    ...rest,
    controlPlane,
    featured,
    management: {value: management, at: Number.NEGATIVE_INFINITY},
  };
}
