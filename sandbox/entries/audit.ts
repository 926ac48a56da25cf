import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stamp} from '../json.ts';
import type {Delta} from '../world/policy.ts';
import {insertId} from './id.ts';

/** An Admin Activity entry of a project's SetIamPolicy with what it changed. */
export function setIamPolicyEntry(write: {
  readonly project: string;
  readonly deltas: readonly Delta[];
  readonly principal: string;
  readonly serial: number;
  readonly now: number;
}): JsonObject {
  const resource = `projects/${write.project}`;
  return {
    insertId: insertId('SetIamPolicy', write.project, write.serial),
    logName: `${resource}/logs/cloudaudit.googleapis.com%2Factivity`,
    resource: {type: 'project', labels: {project_id: write.project}},
    severity: 'NOTICE',
    timestamp: stamp(write.now),
    receiveTimestamp: stamp(write.now + 1700),
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      serviceName: 'cloudresourcemanager.googleapis.com',
      methodName: 'SetIamPolicy',
      resourceName: resource,
      status: {},
      authenticationInfo: {
        principalEmail: write.principal,
        principalSubject: `serviceAccount:${write.principal}`,
      },
      authorizationInfo: [
        {
          permission: 'resourcemanager.projects.setIamPolicy',
          granted: true,
          resource,
          resourceAttributes: {},
        },
      ],
      requestMetadata: {callerIp: '203.0.113.7', callerSuppliedUserAgent: 'Terraform/1.11.4'},
      serviceData: {
        '@type': 'type.googleapis.com/google.iam.v1.logging.AuditData',
        policyDelta: {bindingDeltas: write.deltas},
      },
    },
  };
}

/** A call that switches a service: what its audit entries are made of. */
export interface ServiceCall {
  readonly project: string;
  readonly number: string;
  readonly services: readonly string[];
  /** Several with one call (BatchEnableServices): that its entries look alike is an assumption. */
  readonly batch: boolean;
  readonly kind: 'Enable' | 'Disable';
  readonly principal: string;
  readonly operation: string;
}

/** The two entries of the beginning of the call; one of them does not even name the service that logs. */
export function serviceBegan(call: ServiceCall, now: number): readonly JsonObject[] {
  return [
    serviceEntry(call, 'began-unnamed', {}, now),
    serviceEntry(call, 'began', {serviceName, request: requestOf(call)}, now),
  ];
}

/**
 * The two entries of the end: one has the state of the service, the other names all services that the
 * call switched, those that depend on it too. The shapes are those of a public sample of an EnableService
 * of February 2024; that a DisableService looks the same is an assumption.
 */
export function serviceEnded(
  call: ServiceCall,
  services: readonly string[],
  now: number,
): readonly JsonObject[] {
  const {number, batch, kind} = call;
  const state = `${kind.toUpperCase()}D`;
  const parent = `projects/${number}`;
  const common = {serviceName, status: {}, request: requestOf(call)};
  const [first, ...more] = call.services.map(one => ({
    name: `${parent}/services/${one}`,
    parent,
    state,
  }));
  const own = {
    ...(batch ? {services: [first, ...more]} : {service: first}),
    '@type': `type.googleapis.com/google.api.serviceusage.v1.${methodOf(call)}Response`,
  };
  const cross = {
    status: state,
    services,
    '@type': 'type.googleapis.com/google.api.tenant.apis.shared.activation.CrossLoggingResponse',
  };
  return [
    serviceEntry(call, 'ended', {...common, response: own}, now),
    serviceEntry(call, 'ended-cross', {...common, response: cross}, now),
  ];
}

const serviceName = 'serviceusage.googleapis.com';

function methodOf({batch, kind}: ServiceCall): string {
  return batch ? `Batch${kind}Services` : `${kind}Service`;
}

function resourceOf({number, services, batch}: ServiceCall): string {
  return batch ? `projects/${number}` : `projects/${number}/services/${services.join(',')}`;
}

function requestOf(call: ServiceCall): JsonObject {
  const named = call.batch
    ? {parent: resourceOf(call), serviceIds: call.services}
    : {name: resourceOf(call)};
  return {
    ...named,
    '@type': `type.googleapis.com/google.api.serviceusage.v1.${methodOf(call)}Request`,
  };
}

function serviceEntry(
  call: ServiceCall,
  which: 'began-unnamed' | 'began' | 'ended' | 'ended-cross',
  payload: JsonObject,
  now: number,
): JsonObject {
  const methodName = `google.api.serviceusage.v1.ServiceUsage.${methodOf(call)}`;
  const resourceName = resourceOf(call);
  const began = which.startsWith('began');
  const service = which === 'began-unnamed' ? '' : serviceName;
  return {
    insertId: insertId(methodName, resourceName, call.operation, which),
    logName: `projects/${call.project}/logs/cloudaudit.googleapis.com%2Factivity`,
    resource: {
      type: 'audited_resource',
      labels: {project_id: call.project, service, method: methodName},
    },
    severity: 'NOTICE',
    timestamp: stamp(now),
    receiveTimestamp: stamp(now + 1700),
    operation: {
      id: call.operation,
      producer: serviceName,
      ...(began ? {first: true} : {last: true}),
    },
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      methodName,
      resourceName,
      authenticationInfo: {principalEmail: call.principal},
      requestMetadata: {callerIp: '203.0.113.7', callerSuppliedUserAgent: 'Terraform/1.11.4'},
      authorizationInfo: call.services.map(one => ({
        permission: `serviceusage.services.${call.kind.toLowerCase()}`,
        granted: true,
        resource: `projectnumbers/${call.number}/services/${one}`,
      })),
      ...payload,
    },
  };
}
