import type {gkehub_v1} from 'googleapis/build/src/apis/gkehub/v1.js';
import type {Shown} from '../http/answer.ts';
import {type Cause, causesOf} from './causes.ts';
import {stamp} from '../json.ts';
import type {Membership, Plane, Project, World} from './world.ts';

/** The `membershipStates` value of a membership: shape of gkehub v1 MembershipFeatureState. */
export function meshState(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): Shown<gkehub_v1.Schema$MembershipFeatureState> {
  const causes = causesOf(world, fleet, member, now);
  const control = member.forced?.controlPlane ?? controlPlane(causes);
  const data = member.forced?.dataPlane ?? dataPlane(control, causes);
  const conditions = [
    ...causes.flatMap(cause => condition(cause)),
    ...deprecated(member),
    ...(member.forced?.conditions ?? []),
  ];
  const servicemesh = {
    controlPlaneManagement: {...plane(control), implementation: member.implementation},
    dataPlaneManagement: plane(data),
    ...(conditions.length > 0 ? {conditions} : {}),
  };
  return {
    ...(member.forced?.told === 'bare' ? {} : {servicemesh}),
    state: {...(member.forced?.verdict ?? verdict(control, data)), updateTime: stamp(now)},
  };
}

/** What is off is no error: a public sample has DISABLED with the code OK. */
function verdict(control: Plane, data: Plane): Shown<gkehub_v1.Schema$FeatureState> {
  const fine = [control, data].every(one => ['ACTIVE', 'DISABLED'].includes(one.state));
  const code = fine ? 'OK' : 'ERROR';
  if (control.state === 'DISABLED') return {code};
  const isUp = control.state === 'ACTIVE';
  return {code, description: isUp ? 'Revision(s) ready for use: asm-managed.' : unhealthy};
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
const unmanaged: Plane = {
  state: 'DISABLED',
  code: 'DISABLED',
  details: 'Control Plane Management is not enabled.',
};
const unmanagedData: Plane = {...unmanaged, details: 'Data Plane Management is not enabled.'};
const provisioning: Plane = {
  state: 'PROVISIONING',
  code: 'PROVISIONING',
  details: 'Control plane is being provisioned.',
};
const upgradeFailures: Plane = {
  state: 'NEEDS_ATTENTION',
  code: 'UPGRADE_FAILURES',
  details: 'Some workloads could not be upgraded and have to be restarted.',
};

function controlPlane(causes: readonly Cause[]): Plane {
  const waits = ['api', 'agent', 'no-workload-pool', 'node-pools'];
  if (causes.some(one => waits.includes(one.kind))) return waiting;
  const stall = causes.find(one => one.kind === 'stalled');
  if (stall !== undefined) return {state: 'STALLED', code: stall.reason, details: stall.message};
  const management = causes.find(one => one.kind === 'management')?.management;
  if (management === undefined) return ready;
  return management === 'MANAGEMENT_AUTOMATIC' ? provisioning : unmanaged;
}

function dataPlane(control: Plane, causes: readonly Cause[]): Plane {
  if (control.state === 'DISABLED') return unmanagedData;
  if (control.state !== 'ACTIVE') return orphaned;
  return causes.some(one => one.kind === 'upgrade') ? upgradeFailures : running;
}

function plane({
  state,
  code,
  details,
}: Plane): Shown<gkehub_v1.Schema$ServiceMeshControlPlaneManagement> {
  return {state, details: [{code, details}]};
}

const guide =
  'https://cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-with-feature-state-condition';
const identityGuide = 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity';

type Condition = Shown<gkehub_v1.Schema$ServiceMeshCondition>;

/** Condition codes and descriptions: enum of the gkehub v1 discovery document, rev 20260903. */
function condition(cause: Cause): readonly Condition[] {
  switch (cause.kind) {
    case 'agent':
      return [
        cause.cross
          ? error(
              'MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED',
              `Permission denied, cross-project: ${cause.project}`,
            )
          : error('MESH_IAM_PERMISSION_DENIED', 'Mesh IAM permission denied'),
      ];
    case 'no-workload-pool':
      return [error('WORKLOAD_IDENTITY_REQUIRED', 'Workload identity is required', identityGuide)];
    case 'node-pools':
      return [
        error(
          'NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED',
          'One or more node pools have workload identity federation disabled.',
          identityGuide,
        ),
      ];
    case 'api':
    case 'stalled':
    case 'management':
    case 'upgrade':
      return [];
  }
}

/** The deprecated field, without and with `management` beside it. Their severities are our guess. */
function deprecated({controlPlane, management}: Membership): readonly Condition[] {
  if (controlPlane === undefined) return [];
  const [code, severity] =
    management.value === 'MANAGEMENT_UNSPECIFIED'
      ? ['DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT', 'WARNING']
      : ['DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT_SAFE', 'INFO'];
  return [
    {
      code,
      details: 'Deprecated spec.mesh.controlPlane is used',
      documentationLink: guide,
      severity,
    },
  ];
}

function error(code: string, details: string, documentationLink = guide): Condition {
  return {code, details, documentationLink, severity: 'ERROR'};
}
