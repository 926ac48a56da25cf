import type {Cluster} from '../cluster/cluster.ts';
import {roll} from '../cluster/rollout.ts';
import {grantKey, meshAgent, meshRole} from './policy.ts';
import {
  findCluster,
  findProject,
  isAutomatic,
  type Management,
  type Membership,
  type Project,
  type World,
} from './world.ts';

/** Why a membership's mesh does not work, as far as the world explains it. */
export type Cause =
  | {readonly kind: 'api'; readonly service: string}
  | {readonly kind: 'agent'; readonly project: string; readonly cross: boolean}
  | {readonly kind: 'no-workload-pool'}
  | {readonly kind: 'node-pools'; readonly names: readonly string[]}
  | {readonly kind: 'stalled'; readonly reason: string; readonly message: string}
  | {readonly kind: 'management'; readonly management: Management}
  /** Only the data plane suffers from this one. */
  | {readonly kind: 'upgrade'};

/** A cause, and when it ended (milliseconds); undefined: it holds. */
interface Held {
  readonly cause: Cause;
  readonly until: number | undefined;
}

const gateway = 'connectgateway.googleapis.com';
const always = Number.NEGATIVE_INFINITY;

/** Services that the fleet project needs, by control plane (troubleshooting page, "APIs are not enabled"). */
const needed: Readonly<Record<Membership['implementation'], readonly string[]>> = {
  ISTIOD: [gateway],
  TRAFFIC_DIRECTOR: [
    gateway,
    'trafficdirector.googleapis.com',
    'networkservices.googleapis.com',
    'networksecurity.googleapis.com',
  ],
};

/**
 * The causes that a membership reports at a time: those that hold, and those that ended less than the
 * recovery time ago, because the mesh takes a while to notice.
 */
export function causesOf(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): readonly Cause[] {
  return heldBy(world, fleet, member, now)
    .filter(({until}) => until === undefined || now < until + world.pace.recoverMs)
    .map(one => one.cause);
}

/** Since when the control plane of a membership can be called; undefined while it cannot. */
export function upSince(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): number | undefined {
  const forced = member.forced?.controlPlane?.state ?? 'ACTIVE';
  const ends = controlHeld(world, fleet, member, now).map(one => one.until);
  const known = ends.filter(one => one !== undefined);
  if (forced !== 'ACTIVE' || known.length < ends.length) return undefined;
  return Math.max(always, ...known) + world.pace.recoverMs;
}

/** The membership's cluster, with its rollouts where they are at this time. */
export function clusterOf(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): Cluster | undefined {
  const cluster = findCluster(world, member.cluster);
  if (cluster !== undefined && cluster.rolling.size > 0) {
    const since = upSince(world, fleet, member, now);
    roll(cluster, {upSince: since, rolloutMs: world.pace.changeMs}, now);
  }
  return cluster;
}

function controlHeld(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): readonly Held[] {
  const apis = needed[member.implementation].map(service => ({
    cause: {kind: 'api' as const, service},
    until: enabledSince(fleet, service, now),
  }));
  const agents = [...new Set([fleet.id, member.cluster.project])].map(project => ({
    cause: {kind: 'agent' as const, project, cross: project !== fleet.id},
    until: findProject(world, project)?.grants.get(grantKey(meshRole, meshAgent(fleet.number))),
  }));
  const cluster = findCluster(world, member.cluster);
  const inside = cluster === undefined ? [] : heldInside(cluster);
  return [...apis, ...agents, ...inside, managed(fleet, member)];
}

function heldBy(world: World, fleet: Project, member: Membership, now: number): readonly Held[] {
  const held = controlHeld(world, fleet, member, now);
  const cluster = clusterOf(world, fleet, member, now);
  if (cluster === undefined) return held;
  return [...held, {cause: {kind: 'upgrade'}, until: cluster.upgradeFailedUntil}];
}

/** Since when a service is on; undefined while it is off. */
function enabledSince({services}: Project, service: string, now: number): number | undefined {
  const found = services.get(service);
  if (found === undefined) return undefined;
  if (found.to === 'ENABLED') return found.at;
  return now < found.at ? always : undefined;
}

function heldInside(cluster: Cluster): readonly Held[] {
  const pools = cluster.autopilot ? [] : [...cluster.nodePools.values()];
  const off = pools.filter(one => one.metadata.value !== 'GKE_METADATA').map(one => one.name);
  const stalls = [...(cluster.revisions?.values() ?? [])].flatMap(({stall}): readonly Held[] => {
    const said = stall.value ?? stall.last;
    const until = stall.value === undefined ? stall.at : undefined;
    return said === undefined ? [] : [{cause: {kind: 'stalled', ...said}, until}];
  });
  return [
    poolHeld(cluster),
    {
      cause: {kind: 'node-pools', names: off},
      until: off.length > 0 ? undefined : Math.max(always, ...pools.map(one => one.metadata.at)),
    },
    ...stalls,
  ];
}

function poolHeld({project, workloadPool}: Cluster): Held {
  const {value, at, last} = workloadPool;
  const right = value === `${project}.svc.id.goog`;
  const troubled = right ? last : value;
  const cause: Cause =
    troubled === undefined ? {kind: 'no-workload-pool'} : {kind: 'stalled', ...wrongPool(troubled)};
  return {cause, until: right ? at : undefined};
}

/** Reason and message of a pool that is not the cluster's own (troubleshooting page, stalled reasons). */
export function wrongPool(pool = ''): {readonly reason: string; readonly message: string} {
  return {reason: 'PreconditionFailed', message: `Unsupported workload pool: ${pool}`};
}

/**
 * The mesh of a membership stays as it is under any management but NOT_INSTALLED, until an outage of
 * the gateway: then only automatic management brings it back.
 */
function managed(fleet: Project, member: Membership): Held {
  const {lapsed, management} = member;
  const {value, at} = management;
  const shown = isAutomatic(member) ? 'MANAGEMENT_AUTOMATIC' : value;
  const cause = {kind: 'management', management: shown} as const;
  if (isAutomatic(member)) return {cause, until: at};
  const outage = lapsed || Number.isFinite(fleet.services.get(gateway)?.at ?? 0);
  return {cause, until: outage || value === 'MANAGEMENT_NOT_INSTALLED' ? undefined : always};
}
