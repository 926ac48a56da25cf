import type {JsonObject} from '../../functions/core/json.ts';
import {stamp} from '../json.ts';
import type {Delta} from '../policy.ts';
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

/**
 * The last Admin Activity entry of an EnableService or DisableService operation; the real service
 * writes several for each call, of which only this one has the outcome.
 */
export function serviceEntry(change: {
  readonly project: string;
  readonly number: string;
  readonly service: string;
  readonly kind: 'Enable' | 'Disable';
  readonly principal: string;
  readonly operation: string;
  readonly now: number;
}): JsonObject {
  const method = `google.api.serviceusage.v1.ServiceUsage.${change.kind}Service`;
  const name = `projects/${change.number}/services/${change.service}`;
  return {
    insertId: insertId(method, name, change.operation),
    logName: `projects/${change.project}/logs/cloudaudit.googleapis.com%2Factivity`,
    resource: {
      type: 'audited_resource',
      labels: {project_id: change.project, service: 'serviceusage.googleapis.com', method},
    },
    severity: 'NOTICE',
    timestamp: stamp(change.now),
    receiveTimestamp: stamp(change.now + 1700),
    operation: {id: change.operation, producer: 'serviceusage.googleapis.com', last: true},
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      serviceName: 'serviceusage.googleapis.com',
      methodName: method,
      resourceName: name,
      status: {},
      authenticationInfo: {principalEmail: change.principal},
      requestMetadata: {callerIp: '203.0.113.7', callerSuppliedUserAgent: 'Terraform/1.11.4'},
      authorizationInfo: [
        {
          permission: `serviceusage.services.${change.kind.toLowerCase()}`,
          granted: true,
          resource: `projectnumbers/${change.number}/services/${change.service}`,
        },
      ],
      request: {name},
      response: {
        service: {
          name,
          parent: `projects/${change.number}`,
          state: `${change.kind.toUpperCase()}D`,
        },
      },
    },
  };
}
