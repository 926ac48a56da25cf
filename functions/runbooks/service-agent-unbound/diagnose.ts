import {bindServiceAgentKind} from '../../actions/bind-service-agent/params.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../mesh/service-agent.ts';
import {phrase} from './texts.ts';

/**
 * Reads the project's allow policy and looks for the service agent of the fleet that the project
 * belongs to: the fleet host project's number, in the cluster project's policy.
 */
export async function diagnose({project, fleet, readers}: Look): Promise<Diagnosis> {
  const member = serviceAgent(fleet.number);
  const policy = await readers.policy(project.id);
  const params = {project: project.id, member, role: serviceAgentRole};
  if (isBound(policy, serviceAgentRole, member)) {
    return {kind: 'healthy', proof: [phrase('proof.bound', params)]};
  }
  const conditional = policy.bindings.some(
    one => one.role === serviceAgentRole && one.members.includes(member),
  );
  return {
    kind: 'broken',
    cause: phrase(conditional ? 'cause.bound-conditionally' : 'cause.unbound'),
    detail: phrase(conditional ? 'detail.bound-conditionally' : 'detail.unbound', params),
    actions: [bindServiceAgentKind.plan({project: project.id, fleetNumber: fleet.number})],
    proof: [phrase(conditional ? 'proof.bound-conditionally' : 'proof.not-bound', params)],
  };
}
