import type {Undoing} from '../../core/contract/action.ts';
import type {LogEntry} from '../../core/detection/entry.ts';
import {listAt, textAt} from '../../core/lib/json.ts';
import {serviceAgentRole} from '../../mesh/service-agent.ts';
import {phrase} from './texts.ts';

/**
 * Who takes the role away from this one member. An authoritative `google_project_iam_policy` or
 * `google_project_iam_binding` removes whatever it does not list; `google_project_iam_member` adds one
 * member and leaves the others alone:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam
 */
export function undoing(project: string, member: string): Undoing {
  return {
    project,
    filter: [
      'log_id("cloudaudit.googleapis.com/activity")',
      'protoPayload.serviceName="cloudresourcemanager.googleapis.com"',
      'protoPayload.methodName=~"(^|\\.)SetIamPolicy$"',
      'protoPayload.serviceData.policyDelta.bindingDeltas.action="REMOVE"',
      `protoPayload.serviceData.policyDelta.bindingDeltas.role="${serviceAgentRole}"`,
    ].join('\n'),
    matches: entry => takesAway(entry, member),
    remedy: {
      text: phrase('remedy.bind-service-agent', {project, role: serviceAgentRole}),
      code: `resource "google_project_iam_member" "mesh_service_agent" {
  project = "${project}"
  role    = "${serviceAgentRole}"
  member  = "${member}"
}`,
    },
  };
}

/** Role, member and action stand on one delta. */
function takesAway({proto}: LogEntry, member: string): boolean {
  return listAt(proto, 'serviceData', 'policyDelta', 'bindingDeltas').some(
    one =>
      textAt(one, 'action')?.toUpperCase() === 'REMOVE' &&
      textAt(one, 'role') === serviceAgentRole &&
      textAt(one, 'member') === member,
  );
}
