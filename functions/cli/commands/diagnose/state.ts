import {CallError} from '../../../core/lib/error.ts';
import type {
  MembershipFact,
  MeshFact,
  RegistrationFact,
  RegistrationsFact,
  ServiceState,
} from '../../../core/facts/cloud.ts';
import {isCalled, isWanted} from '../../../mesh/membership.ts';
import type {Readers} from '../../../core/ports/ports.ts';
import type {Ground} from '../../../core/contract/runbook.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../../mesh/service-agent.ts';
import {connectGateway, neededServices, needsTrafficDirector} from '../../../mesh/required-apis.ts';
import {covers, type Project} from '../../../core/config/settings.ts';

/** What was read, or why it could not be. */
export type Read<T> =
  {readonly kind: 'seen'; readonly value: T} | {readonly kind: 'unseen'; readonly said: string};

/** One project of a fleet. */
export interface ProjectState {
  readonly project: Project;
  /** Its number, as Resource Manager has it. */
  readonly number: Read<string>;
  /** Whether the fleet's service agent has its role there. */
  readonly bound: Read<boolean>;
  readonly services: readonly {readonly service: string; readonly state: Read<ServiceState>}[];
}

/** One membership of a fleet: its cluster, and what the fleet says about its mesh. */
export interface Member {
  readonly location: string;
  readonly membership: string;
  readonly cluster?: NonNullable<RegistrationFact['cluster']>;
  /** Absent when the fleet's mesh feature has no state for it. */
  readonly state?: MembershipFact;
  /** False for a cluster outside of the projects, locations and clusters of the configuration. */
  readonly within: boolean;
}

/** Everything that is read about a fleet before the runbooks are asked. */
export interface FleetState {
  readonly fleet: Project;
  readonly projects: readonly ProjectState[];
  readonly mesh: Read<MeshFact>;
  readonly registrations: Read<RegistrationsFact>;
  readonly members: readonly Member[];
}

/** Reads the state of a fleet. Never throws: a read without an answer is `unseen`. */
export async function stateOf({fleet, projects, readers}: Ground): Promise<FleetState> {
  const [mesh, registrations] = await Promise.all([
    seen(() => readers.mesh(fleet.id)),
    seen(() => readers.registrations(fleet.id)),
  ]);
  const members = membersOf(mesh, registrations, projects);
  const states = projects.map(project =>
    projectState(readers, project, {fleet, services: servicesOf(project, fleet, members)}),
  );
  return {fleet, projects: await Promise.all(states), mesh, registrations, members};
}

/** Every membership of either list, in the order of the fleet. */
function membersOf(
  mesh: Read<MeshFact>,
  registrations: Read<RegistrationsFact>,
  projects: readonly Project[],
): readonly Member[] {
  const states =
    mesh.kind === 'seen' && mesh.value.kind === 'enabled' ? mesh.value.memberships : [];
  const known = new Map<string, Member>();
  for (const state of states) {
    const {location, membership} = state;
    known.set(`${location}/${membership}`, {location, membership, state, within: true});
  }
  const registered = registrations.kind === 'seen' ? registrations.value.memberships : [];
  for (const {location, membership, cluster} of registered) {
    const name = `${location}/${membership}`;
    const member = known.get(name) ?? {location, membership, within: true};
    const within = isWithin(projects, cluster);
    known.set(name, cluster === undefined ? member : {...member, cluster, within});
  }
  return [...known.values()];
}

function isWithin(projects: readonly Project[], cluster: Member['cluster']): boolean {
  if (cluster === undefined) return true;
  const project = projects.find(one => isCalled(one, cluster.project));
  const {location, name} = cluster;
  return project !== undefined && covers(project, {location, cluster: name});
}

/** The APIs that a project needs for its managed memberships; if those are not known, for all. */
function servicesOf(
  project: Project,
  fleet: Project,
  members: readonly Member[],
): readonly string[] {
  const managed = members.filter(({state}) => state === undefined || isWanted(state));
  const hosts = project.id === fleet.id;
  const needed = neededServices({
    hosts,
    trafficDirector: managed.some(({state}) => state !== undefined && needsTrafficDirector(state)),
    attached: false,
    clusters: managed.some(one => isCalled(project, one.cluster?.project)),
  });
  return hosts ? [connectGateway, ...needed] : needed;
}

async function projectState(
  readers: Readers,
  project: Project,
  {fleet, services}: {readonly fleet: Project; readonly services: readonly string[]},
): Promise<ProjectState> {
  const [number, bound, states] = await Promise.all([
    seen(async () => (await readers.project(project.id)).number),
    seen(async () => {
      const policy = await readers.policy(project.id);
      return isBound(policy, serviceAgentRole, serviceAgent(fleet.number));
    }),
    Promise.all(
      services.map(async service => ({
        service,
        state: await seen(() => readers.serviceState(project.id, service)),
      })),
    ),
  ]);
  return {project, number, bound, services: states};
}

async function seen<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return {kind: 'seen', value: await read()};
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return {kind: 'unseen', said: error.message};
  }
}
