import {changeCluster} from '../cluster/change.ts';
import type {MemberPatch, WorldPatch} from './patch.ts';
import {pipeline, withoutGrant, writePolicy} from '../world/policy.ts';
import {toggleService} from '../world/toggle-service.ts';
import {
  findCluster,
  findProject,
  type Membership,
  nextSerial,
  occupy,
  type Project,
  setManagement,
  type World,
} from '../world/world.ts';

/**
 * Carries a patch out. Changes of services and policies leave audit entries, as they would.
 * @throws Error when the project or membership does not exist, or none was named for a change of one.
 */
export function applyPatch(world: World, patch: WorldPatch, now: number): void {
  const project = (): Project => {
    const found = patch.project === undefined ? undefined : findProject(world, patch.project);
    if (found !== undefined) return found;
    const ids = world.projects.map(one => one.id).join(', ');
    throw new Error(`no project is called '${patch.project ?? ''}'; the scenario has ${ids}`);
  };
  const principal = patch.by ?? pipeline;
  for (const service of patch.disable ?? [])
    flip(world, project(), service, {kind: 'Disable', now, principal});
  for (const service of patch.enable ?? [])
    flip(world, project(), service, {kind: 'Enable', now, principal});
  if (patch.cascade !== undefined) {
    const {service, dependents} = patch.cascade;
    flip(world, project(), service, {kind: 'Disable', now, principal, dependents});
  }
  if ((patch.bind ?? []).length + (patch.unbind ?? []).length > 0)
    rebind(world, project(), patch, now);
  if (patch.force !== undefined) {
    const {membership, ...state} = patch.force;
    member(project(), membership).forced = state;
  }
  if (patch.release !== undefined) member(project(), patch.release).forced = undefined;
  for (const [name, change] of Object.entries(patch.memberships ?? {}))
    changeMember(world, member(project(), name), change, now);
  if (patch.foreignEdits !== undefined) world.foreignEdits = patch.foreignEdits;
  if (patch.tug !== undefined) {
    const {times, afterSeconds} = patch.tug;
    world.tug = {times, afterMs: (afterSeconds * 1000) / world.pace.scale};
  }
  for (const [name, value] of Object.entries(patch.put ?? {})) world.inventory.set(name, value);
  for (const name of patch.drop ?? []) world.inventory.delete(name);
  if (patch.skewSeconds !== undefined) world.skewMs = patch.skewSeconds * 1000;
  for (const account of patch.absent ?? []) world.absent.add(account);
}

function flip(
  world: World,
  project: Project,
  service: string,
  how: {
    readonly kind: 'Enable' | 'Disable';
    readonly now: number;
    readonly principal: string;
    readonly dependents?: readonly string[];
  },
): void {
  const operation = `operations/acat.p2-${project.number}-${nextSerial(world)}`;
  toggleService(world, project, [service], {...how, at: how.now, operation});
}

function changeMember(
  world: World,
  one: Membership,
  {management, controlPlane, featured, issuer, lapsed, inside}: MemberPatch,
  now: number,
): void {
  if (management !== undefined) setManagement(one, management, now);
  if (controlPlane !== undefined) one.controlPlane = controlPlane ?? undefined;
  one.featured = featured ?? one.featured;
  if (!one.featured) one.management = {value: 'MANAGEMENT_UNSPECIFIED', at: now};
  one.issuer = issuer ?? one.issuer;
  one.lapsed = lapsed ?? one.lapsed;
  const cluster = inside === undefined ? undefined : findCluster(world, one.cluster);
  if (inside === undefined || cluster === undefined) return;
  changeCluster(cluster, inside, now);
  if (inside.busySeconds !== undefined) occupy(world, one.cluster, inside.busySeconds, now);
}

function rebind(world: World, project: Project, patch: WorldPatch, now: number): void {
  const kept = (patch.unbind ?? []).reduce(
    (bindings, one) => withoutGrant(bindings, one.role, one.member),
    [...project.bindings],
  );
  const fresh = (patch.bind ?? []).map(one => ({role: one.role, members: [one.member]}));
  const principal = patch.by ?? pipeline;
  writePolicy(world, project, {bindings: [...kept, ...fresh]}, {principal, now});
}

function member(project: Project, name: string) {
  const found = project.memberships?.find(one => one.name === name);
  if (found === undefined)
    throw new Error(`the fleet of ${project.id} has no membership '${name}'`);
  return found;
}
