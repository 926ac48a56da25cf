import type {MembershipFact, MeshFact, RegistrationsFact, ServiceState} from '../facts/cloud.ts';
import {isObject, type JsonObject, listAt, textAt} from '../lib/json.ts';
import {truncate} from '../lib/truncate.ts';

// What the last poll of a fleet read, for people to look at. Nothing is decided by it: a repair reads again itself.

/** A condition of a membership, clamped. */
export interface SeenCondition {
  readonly code: string;
  readonly details: string;
}

/** A membership as a poll read it; the states are the API's own words. */
export interface SeenMembership {
  readonly membership: string;
  readonly location: string;
  /** The project of its cluster, an id or a number; absent: no cluster of GKE, or not read. */
  readonly project?: string;
  readonly controlPlane: string;
  readonly dataPlane: string;
  readonly management: string;
  readonly implementation: string;
  readonly conditions: readonly SeenCondition[];
  /** Since when planes and management are as they are, as polls saw them; epoch ms. */
  readonly since: number;
}

/** An API of a project, and when it was read last, epoch ms. */
export interface SeenService {
  readonly state: ServiceState;
  readonly at: number;
}

/** A fleet as polls have read it. */
export interface FleetSeen {
  /** When its memberships were read last, epoch ms; absent: they never were. */
  readonly readAt?: number;
  /** Whether the mesh feature is on in the fleet. */
  readonly mesh?: MeshFact['kind'];
  readonly memberships: readonly SeenMembership[];
  /** How many there are of what is listed, where that is more than the list. */
  readonly count: number;
  /** Locations that did not answer. */
  readonly unreachable: readonly string[];
  /** By project, then by the name of the API. */
  readonly services: Readonly<Record<string, Readonly<Record<string, SeenService>>>>;
  /** Whether the service agent has its role, by project. */
  readonly agents: Readonly<Record<string, {readonly bound: boolean; readonly at: number}>>;
}

/** What one round has read of a fleet; what it did not read is absent. */
export interface FleetReads {
  readonly mesh?: MeshFact;
  readonly registrations?: RegistrationsFact;
  readonly services: readonly {
    readonly project: string;
    readonly service: string;
    readonly state: ServiceState;
  }[];
  readonly agents: readonly {readonly project: string; readonly bound: boolean}[];
}

/** Where it is remembered. */
export function fleetMark(fleet: string): string {
  return `fleet/${fleet}`;
}

const mostMemberships = 500;
const mostConditions = 4;
const longestDetails = 300;
/** What has not changed is written again after this time, so that it is known how old it is; ms as lived. */
export const refreshSeconds = 5 * 60;

/** What is known once a round has read more of a fleet. */
export function withReads(before: FleetSeen, reads: FleetReads, now: number): FleetSeen {
  const {mesh, registrations} = reads;
  const known = new Map(before.memberships.map(one => [placeOf(one), one]));
  const homes = new Map(
    (registrations?.memberships ?? []).map(one => [placeOf(one), one.cluster?.project]),
  );
  const seen = (fact: MembershipFact): SeenMembership => {
    const last = known.get(placeOf(fact));
    const {controlPlane, dataPlane, management, implementation, membership, location} = fact;
    const isSame =
      last?.controlPlane === controlPlane &&
      last.dataPlane === dataPlane &&
      last.management === management;
    const project = homes.get(placeOf(fact)) ?? last?.project;
    return {
      membership,
      location,
      ...(project === undefined ? {} : {project}),
      controlPlane,
      dataPlane,
      management,
      implementation,
      conditions: conditionsOf(fact),
      since: isSame ? last.since : now,
    };
  };
  const services = {...before.services};
  for (const {project, service, state} of reads.services) {
    services[project] = {...services[project], [service]: {state, at: now}};
  }
  const agents = {...before.agents};
  for (const {project, bound} of reads.agents) agents[project] = {bound, at: now};
  if (mesh === undefined) return {...before, services, agents};
  const memberships = mesh.kind === 'enabled' ? mesh.memberships : [];
  return {
    readAt: now,
    mesh: mesh.kind,
    memberships: memberships.slice(0, mostMemberships).map(seen),
    count: memberships.length,
    unreachable: mesh.kind === 'enabled' ? mesh.unreachable.slice(0, 50) : [],
    services,
    agents,
  };
}

function placeOf({location, membership}: {readonly location: string; readonly membership: string}) {
  return `${location}/${membership}`;
}

function conditionsOf(fact: MembershipFact): readonly SeenCondition[] {
  const all = [...fact.conditions, ...fact.controlPlaneDetails, ...fact.dataPlaneDetails];
  const distinct = new Map(all.map(one => [one.code, one]));
  return [...distinct.values()].slice(0, mostConditions).map(({code, details}) => ({
    code: truncate(code, 80),
    details: truncate(details, longestDetails),
  }));
}

/** Whether two are the same but for when they were read. */
export function isSameSight(a: FleetSeen, b: FleetSeen): boolean {
  return JSON.stringify(timeless(a)) === JSON.stringify(timeless(b));
}

function timeless({readAt: _at, ...rest}: FleetSeen) {
  const without = <T extends {readonly at: number}>(all: Readonly<Record<string, T>>) =>
    Object.entries(all).map(([name, {at: _then, ...one}]) => [name, one]);
  return {
    ...rest,
    services: Object.entries(rest.services).map(([name, all]) => [name, without(all)]),
    agents: without(rest.agents),
  };
}

/** A fleet that nobody has read. */
export const unseenFleet: FleetSeen = {
  memberships: [],
  count: 0,
  unreachable: [],
  services: {},
  agents: {},
};

/** The mark's value. */
export function fleetValue(seen: FleetSeen): JsonObject {
  return {...seen};
}

/** Reads it back; what cannot be understood was not seen. */
export function fleetIn(value: JsonObject | undefined): FleetSeen {
  if (value === undefined) return unseenFleet;
  const {readAt, mesh, count} = value;
  const memberships = listAt(value, 'memberships').flatMap(one => membershipIn(one) ?? []);
  return {
    ...(typeof readAt === 'number' ? {readAt} : {}),
    ...(mesh === 'enabled' || mesh === 'not-enabled' ? {mesh} : {}),
    memberships,
    count: typeof count === 'number' ? count : memberships.length,
    unreachable: listAt(value, 'unreachable').flatMap(one => (typeof one === 'string' ? one : [])),
    services: mapped(value['services'], all =>
      isObject(all) ? mapped(all, serviceIn) : undefined,
    ),
    agents: mapped(value['agents'], one => {
      if (!isObject(one)) return undefined;
      const {bound, at} = one;
      return typeof bound === 'boolean' && typeof at === 'number' ? {bound, at} : undefined;
    }),
  };
}

function mapped<T>(value: unknown, read: (one: unknown) => T | undefined): Record<string, T> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const found = read(one);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}

function serviceIn(value: unknown): SeenService | undefined {
  if (!isObject(value)) return undefined;
  const {state, at} = value;
  const known = (['ENABLED', 'DISABLED', 'UNKNOWN'] as const).find(one => one === state);
  return known === undefined || typeof at !== 'number' ? undefined : {state: known, at};
}

function membershipIn(value: unknown): SeenMembership | undefined {
  if (!isObject(value)) return undefined;
  const names = ['membership', 'location', 'controlPlane', 'dataPlane', 'management'] as const;
  const [membership, location, controlPlane, dataPlane, management] = names.map(name =>
    textAt(value, name),
  );
  const {since} = value;
  if (membership === undefined || location === undefined || typeof since !== 'number') {
    return undefined;
  }
  const project = textAt(value, 'project');
  return {
    membership,
    location,
    ...(project === undefined ? {} : {project}),
    controlPlane: controlPlane ?? '',
    dataPlane: dataPlane ?? '',
    management: management ?? '',
    implementation: textAt(value, 'implementation') ?? '',
    conditions: listAt(value, 'conditions').map(one => ({
      code: textAt(one, 'code') ?? '',
      details: textAt(one, 'details') ?? '',
    })),
    since,
  };
}
