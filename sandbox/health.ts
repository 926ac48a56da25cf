import type {JsonObject} from '../functions/core/json.ts';
import {stamp} from './json.ts';
import {grantKey, meshAgent, meshRole} from './policy.ts';
import {
  findProject,
  isEnabled,
  type Membership,
  type Plane,
  type Project,
  type World,
} from './world.ts';

/** Why a membership's mesh does not work, as far as the world explains it. */
export type Cause =
  | {readonly kind: 'api'; readonly service: string}
  | {readonly kind: 'agent'; readonly project: string; readonly cross: boolean};

const gateway = 'connectgateway.googleapis.com';

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
  const apis = needed[member.implementation]
    .filter(
      service =>
        !isEnabled(fleet, service, now - world.pace.recoverMs) || !isEnabled(fleet, service, now),
    )
    .map(service => ({kind: 'api' as const, service}));
  const homes = new Set([fleet.id, member.cluster.project]);
  const agents = [...homes]
    .filter(home => !isBound(world, home, fleet.number, now - world.pace.recoverMs))
    .map(project => ({kind: 'agent' as const, project, cross: project !== fleet.id}));
  return [...apis, ...agents];
}

/** The `membershipStates` value of a membership: shape of gkehub v1 MembershipFeatureState. */
export function meshState(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): JsonObject {
  const causes = causesOf(world, fleet, member, now);
  const broken = causes.length > 0;
  const control = member.forced?.controlPlane ?? (broken ? waiting : ready);
  const data = member.forced?.dataPlane ?? (control.state === 'ACTIVE' ? running : orphaned);
  const conditions = [
    ...causes.flatMap(cause => condition(cause)),
    ...(member.forced?.conditions ?? []),
  ];
  const fine = control.state === 'ACTIVE' && data.state === 'ACTIVE';
  return {
    servicemesh: {
      controlPlaneManagement: {...plane(control), implementation: member.implementation},
      dataPlaneManagement: plane(data),
      ...(conditions.length > 0 ? {conditions} : {}),
    },
    state: {
      code: fine ? 'OK' : 'ERROR',
      description:
        control.state === 'ACTIVE' ? 'Revision(s) ready for use: asm-managed.' : unhealthy,
      updateTime: stamp(now),
    },
  };
}

const unhealthy = 'Revision(s) reporting unhealthy: asm-managed.';
const ready: Plane = {state: 'ACTIVE', code: 'REVISION_READY', details: 'Ready: asm-managed'};
const running: Plane = {state: 'ACTIVE', code: 'OK', details: 'Service is running.'};
const waiting: Plane = {
  state: 'FAILED_PRECONDITION',
  code: 'REVISION_FAILED_PRECONDITION',
  details: 'Required in-cluster components are not ready. This will be retried within 15 minutes.',
};
const orphaned: Plane = {
  state: 'FAILED_PRECONDITION',
  code: 'MANAGED_CONTROL_PLANE_REQUIRED',
  details: 'Managed data plane requires an active managed control plane.',
};

function plane({state, code, details}: Plane): JsonObject {
  return {state, details: [{code, details}]};
}

/** Condition codes and descriptions: enum of the gkehub v1 discovery document, rev 20260903. */
function condition(cause: Cause): readonly JsonObject[] {
  if (cause.kind === 'api') return [];
  return [
    {
      code: cause.cross ? 'MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED' : 'MESH_IAM_PERMISSION_DENIED',
      details: cause.cross
        ? `Permission denied, cross-project: ${cause.project}`
        : 'Mesh IAM permission denied',
      documentationLink:
        'https://cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-with-feature-state-condition',
      severity: 'ERROR',
    },
  ];
}

function isBound(world: World, home: string, fleetNumber: string, since: number): boolean {
  const granted = findProject(world, home)?.grants.get(grantKey(meshRole, meshAgent(fleetNumber)));
  return granted !== undefined && granted <= since;
}
