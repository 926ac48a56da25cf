import {policyTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {type Grant, writeMember} from '../../mesh/policy-member.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../mesh/service-agent.ts';
import manifest from './action.json' with {type: 'json'};
import {unbindServiceAgentKind} from './params.ts';
import {phrase, texts} from './texts.ts';

type Params = ReturnType<typeof unbindServiceAgentKind.parse>;

/**
 * Takes the role away from the mesh service agent of the fleet in a project of the allow-list: one member, in the binding
 * without a condition, fenced by the policy's etag. Only an undo plans it.
 */
export const unbindServiceAgent: Action = actionOf(unbindServiceAgentKind, {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {project, fleetNumber} = params;
    const {role, member} = grantOf(params);
    return {
      text: phrase('action.unbind-service-agent', {project, fleetNumber}),
      command: `gcloud projects remove-iam-policy-binding ${project} --member=${member} --role=${role} --condition=None`,
    };
  },
  async precheck(params, readers) {
    return {kind: (await bound(params, readers)) ? 'needed' : 'already'};
  },
  async effect(params, readers, writers) {
    return writeMember(grantOf(params), 'no-member', readers, writers);
  },
  async check(params, readers) {
    return (await bound(params, readers)) ? 'not-taken' : 'took';
  },
  switches: ({fleetNumber}) => [`agent/${fleetNumber}`],
  traces: ({project}) => policyTraces(project),
});

async function bound(params: Params, readers: Readers): Promise<boolean> {
  const {project, role, member} = grantOf(params);
  return isBound(await readers.policy(project), role, member);
}

function grantOf({project, fleetNumber}: Params): Grant {
  return {project, role: serviceAgentRole, member: serviceAgent(fleetNumber)};
}
