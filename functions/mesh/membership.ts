import type {
  MembershipFact,
  MeshFact,
  RegistrationFact,
  RegistrationsFact,
} from '../core/facts/cloud.ts';
import type {Ground, Look} from '../core/contract/runbook.ts';
import type {Project} from '../core/config/settings.ts';
import {type Target, target} from '../core/detection/target.ts';
import type {Reach} from '../core/facts/kubernetes.ts';

type Mesh = Extract<MeshFact, {kind: 'enabled'}>;

/**
 * The membership of a cluster: the same name, in the cluster's location or `global` where older
 * clusters were registered. Two candidates are a doubt, so neither is taken.
 */
export function membershipOf(
  mesh: Mesh,
  {cluster, membership, location}: Target,
): MembershipFact | undefined {
  const name = membership ?? cluster;
  const found = mesh.memberships.filter(
    one =>
      one.membership === name &&
      (location === undefined || one.location === location || one.location === 'global'),
  );
  return (
    found.find(one => one.location === location) ?? (found.length === 1 ? found[0] : undefined)
  );
}

/**
 * The membership of a look's cluster, also when it has another name than its cluster: then the fleet
 * is asked which cluster each membership stands for.
 * @throws CallError
 */
export async function findMembership(mesh: Mesh, look: Look): Promise<MembershipFact | undefined> {
  const named = membershipOf(mesh, look.target);
  if (named !== undefined || look.target.cluster === undefined) return named;
  const {memberships} = await look.readers.registrations(look.fleet.id);
  const found = memberships.filter(({cluster}) => isOf(look.project, look.target, cluster));
  const [only] = found.length === 1 ? found : [];
  return mesh.memberships.find(
    one => one.membership === only?.membership && one.location === only.location,
  );
}

function isOf(
  project: Project,
  {cluster, location}: Target,
  found: RegistrationFact['cluster'],
): boolean {
  return (
    found?.name === cluster &&
    isCalled(project, found?.project) &&
    (location === undefined || found?.location === location)
  );
}

/** States of a control plane that nobody wants to be managed: never asked for, or on its way out. */
const unmanaged = ['LIFECYCLE_STATE_UNSPECIFIED', 'DISABLED', 'DEPROVISIONING'];

type Managing = Pick<MembershipFact, 'management' | 'controlPlaneManagement' | 'conditions'>;
type Wanting = Managing & Pick<MembershipFact, 'controlPlane'>;

/** Whether the fleet says that it manages the control plane of a membership, or is at it. */
export function isManaged({controlPlane}: Pick<MembershipFact, 'controlPlane'>): boolean {
  return !unmanaged.includes(controlPlane);
}

/** The fleet tells that a spec has the deprecated field alone (gkehub v1, enum of conditions). */
const deprecatedSpec = 'DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT';

/**
 * Who has the say over the mesh of a membership: the fleet; somebody who chose another way, by hand or
 * by a value that is not documented; or nobody, because nobody ever chose. `management` goes before the
 * deprecated `controlPlane`, which gcloud still takes (`--control-plane=manual`). A fleet that tells of
 * the deprecated field while none was read is a doubt, so somebody may have chosen.
 * Both fields: gkehub v1, ServiceMeshMembershipSpec ("Deprecated: use `management` instead").
 */
export function managerOf({
  management,
  controlPlaneManagement,
  conditions,
}: Managing): 'fleet' | 'somebody' | 'nobody' {
  if (management !== 'MANAGEMENT_UNSPECIFIED') {
    return management === 'MANAGEMENT_AUTOMATIC' ? 'fleet' : 'somebody';
  }
  if (controlPlaneManagement !== 'CONTROL_PLANE_MANAGEMENT_UNSPECIFIED') {
    return controlPlaneManagement === 'AUTOMATIC' ? 'fleet' : 'somebody';
  }
  return conditions.some(one => one.code === deprecatedSpec) ? 'somebody' : 'nobody';
}

/** What the spec of a membership says of its management, in the API's own words. */
export function managementText({
  management,
  controlPlaneManagement,
  conditions,
}: MembershipFact): string {
  if (management !== 'MANAGEMENT_UNSPECIFIED') return management;
  if (controlPlaneManagement !== 'CONTROL_PLANE_MANAGEMENT_UNSPECIFIED') {
    return `controlPlane: ${controlPlaneManagement}`;
  }
  return conditions.some(one => one.code === deprecatedSpec) ? deprecatedSpec : management;
}

/** Whether somebody wants the control plane to be managed, also where the fleet has not begun. */
export function isWanted(state: Wanting): boolean {
  return isManaged(state) || isAwaited(state);
}

/**
 * Whether the fleet was told to manage the mesh (`MANAGEMENT_AUTOMATIC`) and does not say that it is at
 * it. What it needs for it may be missing; in the cluster nothing is to be changed before it is there.
 */
export function isAwaited(state: Wanting): boolean {
  const {controlPlane} = state;
  return (
    managerOf(state) === 'fleet' &&
    (controlPlane === 'DISABLED' || controlPlane === 'LIFECYCLE_STATE_UNSPECIFIED')
  );
}

/** Google's revisions; others run in the cluster. https://docs.cloud.google.com/service-mesh/docs/revisions-overview */
const googles = ['asm-managed', 'asm-managed-rapid', 'asm-managed-stable'];

/**
 * Google's control planes that serve a membership outside of the fleet's management, as the installer
 * leaves them: management is DISABLED and the fleet's text names the revision, e.g. "Revision(s) ready
 * for use: asm-managed-rapid." They need the gateway and the service agent's role all the same.
 */
export function ownRevisions(
  state: Wanting & Pick<MembershipFact, 'description'>,
): readonly string[] {
  if (isWanted(state) || state.controlPlane === 'DEPROVISIONING') return [];
  const lists = state.description.matchAll(/Revision\(s\)[^:\n]{0,100}:([^\n]{0,500})/g);
  const named = [...lists].flatMap(([, list = '']) => list.split(/[\s,.;]+/));
  return googles.filter(one => named.includes(one));
}

/** Whether a control plane of Google's serves a membership, or is to, whoever manages it. */
export function isServed(state: Parameters<typeof ownRevisions>[0]): boolean {
  return isWanted(state) || ownRevisions(state).length > 0;
}

/** A cluster whose control plane is managed, or that was asked for, with what the fleet says of it. */
export interface ManagedCluster {
  /** As log entries name it. */
  readonly target: Target;
  readonly state: MembershipFact;
  readonly registration: RegistrationFact;
}

/** The clusters of a fleet whose control plane is managed, or that were asked for. */
export interface ManagedClusters {
  /** Whether the fleet has any, be it in a project of ours or not. */
  readonly any: boolean;
  /** Those in the projects of the ground. */
  readonly managed: readonly ManagedCluster[];
  /** The targets of `managed`. */
  readonly clusters: readonly Target[];
  /** False when a location of the fleet did not answer. */
  readonly whole: boolean;
}

/**
 * Reads which clusters of a fleet are managed, or are `wanted`, and in which project each is.
 * @throws CallError
 */
export async function managedClusters(
  ground: Ground,
  wanted: (state: MembershipFact) => boolean = isManaged,
): Promise<ManagedClusters> {
  const {fleet, projects, readers} = ground;
  const mesh = await readers.mesh(fleet.id);
  const none = {any: false, managed: [], clusters: []};
  if (mesh.kind === 'not-enabled') return {...none, whole: true};
  const reached = mesh.unreachable.length === 0;
  if (!mesh.memberships.some(one => wanted(one))) return {...none, whole: reached};
  const registrations = await readers.registrations(fleet.id);
  const managed = clustersIn(joinedOf(mesh, registrations), projects, wanted);
  const whole = reached && registrations.unreachable.length === 0;
  return {any: true, managed, clusters: managed.map(one => one.target), whole};
}

/** A membership that stands for a cluster, and its place among the fleet's. */
interface Member {
  readonly index: number;
  readonly cluster: ManagedCluster;
}

/** What the fleet's two answers say together. */
interface Joined {
  readonly by: RegistrationsFact;
  /** By the project that the fleet says a cluster is in, by id or number; the target's project is that name. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  /** What was asked for of each project. */
  readonly asked: WeakMap<Project, readonly Member[]>;
}

/** A round looks at thousands of places of a fleet by the same two answers: they are put together once. */
const joins = new WeakMap<Mesh, Joined>();

function joinedOf(mesh: Mesh, by: RegistrationsFact): Joined {
  const known = joins.get(mesh);
  if (known?.by === by) return known;
  const registered = new Map(by.memberships.map(one => [nameOf(one), one]));
  const members = mesh.memberships.flatMap((state, index): readonly Member[] => {
    const registration = registered.get(nameOf(state));
    const place = registration?.cluster;
    if (registration === undefined || place === undefined) return [];
    const {project, location, name} = place;
    const at = target({project, location, cluster: name});
    return [{index, cluster: {target: at, state, registration}}];
  });
  const joined = {
    by,
    members: Map.groupBy(members, one => one.cluster.target.project),
    asked: new WeakMap<Project, readonly Member[]>(),
  };
  joins.set(mesh, joined);
  return joined;
}

/** The wanted clusters of some projects, in the order of the fleet's memberships. */
function clustersIn(
  joined: Joined,
  projects: readonly Project[],
  wanted: (state: MembershipFact) => boolean,
): readonly ManagedCluster[] {
  return projects
    .flatMap(one => membersOf(joined, one))
    .filter(one => wanted(one.cluster.state))
    .sort((a, b) => a.index - b.index)
    .map(one => one.cluster);
}

/** Those of one project, under the id that the allow-list has for it. */
function membersOf({members, asked}: Joined, project: Project): readonly Member[] {
  const {id, number} = project;
  const found =
    asked.get(project) ??
    [...(members.get(id) ?? []), ...(members.get(number) ?? [])].map(({index, cluster}) => {
      return {index, cluster: {...cluster, target: target({...cluster.target, project: id})}};
    });
  asked.set(project, found);
  return found;
}

function nameOf({location, membership}: RegistrationFact | MembershipFact): string {
  return `${location}/${membership}`;
}

/** Whether a project is meant by an id or a number. */
export function isCalled({id, number}: Project, idOrNumber: string | undefined): boolean {
  return idOrNumber === id || idOrNumber === number;
}

/** Which membership of the fleet a cluster is. */
export function registrationOf(
  memberships: readonly RegistrationFact[],
  {project, target}: Pick<Look, 'project' | 'target'>,
): RegistrationFact | undefined {
  const found = memberships.filter(
    ({cluster}) =>
      cluster?.name === target.cluster &&
      isCalled(project, cluster?.project) &&
      (target.location === undefined || cluster?.location === target.location),
  );
  // Two candidates are a doubt, so neither is taken.
  return found.length === 1 ? found[0] : undefined;
}

/** How the cluster of a membership is reached. */
export function reachTo(fleet: Project, {location, membership, cluster}: RegistrationFact): Reach {
  return {
    fleet: fleet.id,
    fleetNumber: fleet.number,
    location,
    membership,
    collection: cluster === undefined ? 'memberships' : 'gkeMemberships',
  };
}
