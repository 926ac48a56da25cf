import {policyTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf, type Undoing} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../mesh/service-agent.ts';
import manifest from './action.json' with {type: 'json'};
import {bindServiceAgentKind} from './params.ts';
import {writeMember} from '../../mesh/policy-member.ts';
import {unbindServiceAgentKind} from '../unbind-service-agent/params.ts';
import {phrase, texts} from './texts.ts';
import type {LogEntry} from '../../core/detection/entry.ts';
import {listAt, textAt} from '../../core/lib/json.ts';

type Params = ReturnType<typeof bindServiceAgentKind.parse>;

/**
 * Binds the mesh service agent of the fleet to its role in a project of the allow-list: one
 * member, in the binding without a condition. Fenced by the policy's etag: somebody else's write in
 * between gives a conflict and nothing is changed.
 */
export const bindServiceAgent: Action = actionOf(bindServiceAgentKind, {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {project, fleetNumber} = params;
    const member = memberOf(params);
    return {
      text: phrase('action.bind-service-agent', {project, fleetNumber}),
      command: `gcloud projects add-iam-policy-binding ${project} --member=${member} --role=${serviceAgentRole} --condition=None`,
    };
  },
  async precheck(params, readers) {
    return {kind: (await bound(params, readers)) ? 'already' : 'needed'};
  },
  async effect(params, readers, writers) {
    const {project} = params;
    const grant = {project, role: serviceAgentRole, member: memberOf(params)};
    return writeMember(grant, 'member', readers, writers);
  },
  async check(params, readers) {
    return (await bound(params, readers)) ? 'took' : 'not-taken';
  },
  undoing(params) {
    return undoing(params.project, memberOf(params));
  },
  switches: ({fleetNumber}) => [`agent/${fleetNumber}`],
  inverse: params => [unbindServiceAgentKind.plan(params)],
  traces: ({project}) => policyTraces(project),
});

async function bound(params: Params, readers: Readers): Promise<boolean> {
  return isBound(await readers.policy(params.project), serviceAgentRole, memberOf(params));
}

function memberOf({fleetNumber}: Params): string {
  return serviceAgent(fleetNumber);
}

/**
 * Who takes the role away from this one member. An authoritative `google_project_iam_policy` or
 * `google_project_iam_binding` removes whatever it does not list; `google_project_iam_member` adds one
 * member and leaves the others alone:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam
 */
function undoing(project: string, member: string): Undoing {
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
    by: ({principal, at}) => phrase('by.bind-service-agent', {principal, project, at}),
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
