import type {cloudresourcemanager_v1} from 'googleapis/build/src/apis/cloudresourcemanager/v1.js';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Cluster, Timed} from '../cluster/cluster.ts';
import type {Shown} from '../http/answer.ts';

/** What of a project's calls is logged: https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy#AuditConfig */
export type AuditConfigs = readonly Shown<cloudresourcemanager_v1.Schema$AuditConfig>[];

/** One IAM binding: https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy */
export interface Binding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: Shown<cloudresourcemanager_v1.Schema$Expr>;
}

/** Where a service stands: it becomes `to` at `at` (milliseconds) and was the opposite before. */
export interface Switch {
  readonly to: 'ENABLED' | 'DISABLED';
  readonly at: number;
}

/** A lifecycle part of a membership's mesh state: `{state, details: [{code, details}]}`. */
export interface Plane {
  readonly state: string;
  readonly code: string;
  readonly details: string;
}

/** Mesh state that no cause in the world explains and no repair ends: only a person can. */
export interface Forced {
  readonly controlPlane?: Plane;
  readonly dataPlane?: Plane;
  readonly conditions?: readonly JsonObject[];
  /** The fleet's own verdict: `state.code` and `state.description`. */
  readonly verdict?: {readonly code: string; readonly description: string};
  /** `bare`: the fleet has no word of the mesh beside its verdict; `none`: it has no state at all. */
  readonly told?: 'bare' | 'none';
}

/** One cluster of a fleet. */
export interface Membership {
  readonly name: string;
  readonly location: string;
  readonly cluster: {readonly project: string; readonly location: string; readonly name: string};
  readonly implementation: 'ISTIOD' | 'TRAFFIC_DIRECTOR';
  /** True for a cluster that is none of GKE. */
  readonly attached: boolean;
  management: Timed<Management>;
  /** The deprecated field of the spec, `mesh.controlPlane`; undefined: it is not set. */
  controlPlane: ControlPlaneManagement | undefined;
  /** False: nobody ever set anything, so that the membership has no feature of its own (v2). */
  featured: boolean;
  /** Whether its spec is its own or inherited from the fleet's default (gkehub v2, FeatureSpec.origin). */
  origin: 'USER' | 'FLEET';
  /** True when an outage took the managed mesh away: only automatic management brings it back. */
  lapsed: boolean;
  /** Issuer of its workload identities; empty: workload identity is off for it. */
  issuer: string;
  forced?: Forced | undefined;
}

/** Who manages the mesh of a membership: enum of gkehub v1 and v2, `spec.servicemesh.management`. */
export const managements = [
  'MANAGEMENT_UNSPECIFIED',
  'MANAGEMENT_AUTOMATIC',
  'MANAGEMENT_MANUAL',
  'MANAGEMENT_NOT_INSTALLED',
] as const;

/** One of `managements`. */
export type Management = (typeof managements)[number];

/** What the deprecated `controlPlane` may say: enum of gkehub v1 and v2. */
export const controlPlaneManagements = ['AUTOMATIC', 'MANUAL'] as const;

/** One of `controlPlaneManagements`. */
export type ControlPlaneManagement = (typeof controlPlaneManagements)[number];

/** A long-running change of a cluster or a fleet. */
export interface Change {
  /** Full resource name. */
  readonly name: string;
  /** Full resource name of what is changed. */
  readonly target: string;
  readonly startedAt: number;
  readonly doneAt: number;
}

/** One project as it stands. */
export interface Project {
  readonly id: string;
  readonly number: string;
  readonly services: Map<string, Switch>;
  bindings: readonly Binding[];
  auditConfigs: AuditConfigs;
  etag: string;
  /** When each unconditional `role member` pair was last granted, in milliseconds. */
  grants: ReadonlyMap<string, number>;
  /** Members of the fleet that this project hosts; undefined when the mesh feature is off. */
  readonly memberships: readonly Membership[] | undefined;
}

/** A long-running operation of Service Usage. */
export interface Operation {
  readonly name: string;
  readonly project: Project;
  readonly services: readonly string[];
  /** Several with one call. */
  readonly batch: boolean;
  readonly kind: 'Enable' | 'Disable';
  readonly doneAt: number;
}

/** Durations in milliseconds of this run (already divided by the time scale). */
export interface Pace {
  readonly enableMs: number;
  readonly recoverMs: number;
  /** A change of a cluster or a fleet, and a rollout. */
  readonly changeMs: number;
  readonly scale: number;
}

/** Something that will happen by itself once its time has come. */
export interface Later {
  readonly at: number;
  readonly run: (now: number) => void;
}

/** All that the sandbox knows about Google Cloud. */
export interface World {
  readonly projects: readonly Project[];
  readonly operations: Map<string, Operation>;
  /** Changes of clusters and fleets, by the name of the operation. */
  readonly changes: Map<string, Change>;
  /** By `project/location/name`, the project's id. */
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** Log entries so far, in the order in which they were written. */
  readonly entries: JsonObject[];
  readonly pace: Pace;
  readonly startedAt: number;
  later: readonly Later[];
  /** So many of the next setIamPolicy calls and patches of namespaces find that somebody else wrote in between. */
  foreignEdits: number;
  /** An adversary who takes the mesh agent's role away again, so often and so long after a grant. */
  tug: {readonly times: number; readonly afterMs: number};
  /** What is deployed, by full resource name, as the APIs show it. */
  readonly inventory: Map<string, JsonObject>;
  /** How far Google's clock is from this machine's, milliseconds; it shows in the `Date` of answers. */
  skewMs: number;
  /** Service accounts that do not exist yet, as IAM members. */
  readonly absent: Set<string>;
  serial: number;
}

/** The project with this id or number. */
export function findProject(world: World, idOrNumber: string): Project | undefined {
  return world.projects.find(one => one.id === idOrNumber || one.number === idOrNumber);
}

/** The cluster of a place; `project` is an id or a number. */
export function findCluster(
  world: World,
  place: {readonly project: string; readonly location: string; readonly name: string},
): Cluster | undefined {
  const project = findProject(world, place.project)?.id ?? place.project;
  return world.clusters.get(clusterKey({...place, project}));
}

/** The key of a cluster in `World.clusters`. */
export function clusterKey(place: {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}): string {
  return `${place.project}/${place.location}/${place.name}`;
}

/** How an operation names the cluster that it changes. */
export function clusterTarget({
  project,
  location,
  name,
}: {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}): string {
  return `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${name}`;
}

/** Somebody's operation runs on a cluster for so many seconds of real operation, e.g. an upgrade of its nodes. */
export function occupy(
  world: World,
  place: Parameters<typeof clusterTarget>[0],
  seconds: number,
  now: number,
): void {
  const {project, location} = place;
  const id = `operation-${world.startedAt}-${nextSerial(world)}`;
  const name = `projects/${project}/locations/${location}/operations/${id}`;
  const doneAt = now + (seconds * 1000) / world.pace.scale;
  world.changes.set(name, {name, target: clusterTarget(place), startedAt: now, doneAt});
}

/** Sets who manages the mesh of a membership; the same again changes nothing. */
export function setManagement(one: Membership, value: Management, now: number): void {
  one.featured = true;
  if (one.management.value === value) return;
  one.management = {value, at: now};
}

/** Whether the fleet manages the mesh of a membership, by the field that counts. */
export function isAutomatic({management: {value}, controlPlane}: Membership): boolean {
  const isOld = value === 'MANAGEMENT_UNSPECIFIED' && controlPlane === 'AUTOMATIC';
  return value === 'MANAGEMENT_AUTOMATIC' || isOld;
}

/** Whether a service is on in a project at a time. Services that nobody named are off. */
export function isEnabled(project: Project, service: string, now: number): boolean {
  const state = project.services.get(service);
  if (state === undefined) return false;
  return (state.to === 'ENABLED') === now >= state.at;
}

/** The next number of the run: ids and etags are made of it, so that runs repeat exactly. */
export function nextSerial(world: World): number {
  world.serial += 1;
  return world.serial;
}

/** Makes happen what is due, oldest first; each change sees the time at which it was due. */
export function settle(world: World, now: number): void {
  for (;;) {
    const due = world.later.filter(one => one.at <= now).sort((a, b) => a.at - b.at)[0];
    if (due === undefined) return;
    world.later = world.later.filter(one => one !== due);
    due.run(due.at);
  }
}
