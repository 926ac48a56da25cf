import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stamp} from '../json.ts';
import type {World} from '../world/world.ts';
import {insertId} from './id.ts';

/** A call that changed something: what its Admin Activity entries are made of. */
export interface AuditedCall {
  /** Whose log has it, the id of a project. */
  readonly project: string;
  readonly service: string;
  readonly method: string;
  /** `protoPayload.resourceName`. */
  readonly name: string;
  readonly resource: {readonly type: string; readonly labels: JsonObject};
  readonly principal: string;
}

/** Logs a call that is over at once. */
export function logCall(world: World, call: AuditedCall, now: number): void {
  world.entries.push(callEntry(call, now, world.entries.length));
}

/** Logs the beginning of a call now, and its end when the operation is done. */
export function logOperation(
  world: World,
  call: AuditedCall,
  {id, now, doneAt}: {readonly id: string; readonly now: number; readonly doneAt: number},
): void {
  const operation = {id, producer: call.service};
  const begun = callEntry(call, now, world.entries.length);
  world.entries.push({...begun, operation: {...operation, first: true}});
  const run = (then: number): void => {
    const over = callEntry(call, then, world.entries.length);
    world.entries.push({...over, operation: {...operation, last: true}});
  };
  world.later = [...world.later, {at: doneAt, run}];
}

function callEntry(
  {project, service, method, name, resource, principal}: AuditedCall,
  now: number,
  serial: number,
): JsonObject {
  return {
    insertId: insertId(method, name, serial),
    logName: `projects/${project}/logs/cloudaudit.googleapis.com%2Factivity`,
    resource,
    severity: 'NOTICE',
    timestamp: stamp(now),
    receiveTimestamp: stamp(now + 1700),
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      serviceName: service,
      methodName: method,
      resourceName: name,
      status: {},
      authenticationInfo: {principalEmail: principal},
      requestMetadata: {callerIp: '203.0.113.7', callerSuppliedUserAgent: 'mesh-responder'},
    },
  };
}

/**
 * A call of GKE's own API on a cluster.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/audit-logging
 */
export function clusterCall(
  {
    project,
    location,
    name,
  }: {readonly project: string; readonly location: string; readonly name: string},
  verb: 'UpdateCluster' | 'UpdateNodePool',
  principal: string,
): AuditedCall {
  return {
    ...{project, service: 'container.googleapis.com', principal},
    method: `google.container.v1.ClusterManager.${verb}`,
    name: `projects/${project}/locations/${location}/clusters/${name}`,
    resource: {
      type: 'gke_cluster',
      labels: {project_id: project, location, cluster_name: name},
    },
  };
}

/** A call of the fleet's API on a membership or its feature. That v2 logs like v1 is an assumption. */
export function fleetCall(
  fleet: string,
  name: string,
  version: string,
  principal: string,
): AuditedCall {
  const verb = version === 'v2' ? 'UpdateMembershipFeature' : 'UpdateMembership';
  const method = `google.cloud.gkehub.${version}.GkeHub.${verb}`;
  const service = 'gkehub.googleapis.com';
  return {
    ...{project: fleet, service, method, name, principal},
    resource: {type: 'audited_resource', labels: {project_id: fleet, service, method}},
  };
}

/**
 * A write that goes through the Connect Gateway: an entry of the gateway, in the fleet's project.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/connect-agent/audit-logging-gateway
 */
export function gatewayCall(
  fleet: string,
  name: string,
  verb: 'PatchResource' | 'DeleteResource',
  principal: string,
): AuditedCall {
  const service = 'connectgateway.googleapis.com';
  const method = `google.cloud.gkeconnect.gateway.v1.GatewayService.${verb}`;
  return {
    ...{project: fleet, service, method, name, principal},
    resource: {type: 'audited_resource', labels: {project_id: fleet, service, method}},
  };
}

/**
 * The same write as the cluster's API server logs it, in the cluster's project.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/audit-logging
 */
export function objectCall(
  {
    project,
    location,
    name,
  }: {readonly project: string; readonly location: string; readonly name: string},
  {
    group,
    version,
    plural,
    namespace,
    object,
    verb,
  }: {
    readonly group: string;
    readonly version: string;
    readonly plural: string;
    readonly namespace: string;
    readonly object: string;
    readonly verb: 'patch' | 'delete';
  },
  principal: string,
): AuditedCall {
  const called = group === '' ? 'core' : group;
  const within = namespace === '' ? '' : `namespaces/${namespace}/`;
  return {
    ...{project, service: 'k8s.io', principal},
    method: `io.k8s.${called.replace(/\.k8s\.io$/, '')}.${version}.${plural}.${verb}`,
    name: `${called}/${version}/${within}${plural}/${object}`,
    resource: {
      type: 'k8s_cluster',
      labels: {project_id: project, location, cluster_name: name},
    },
  };
}
