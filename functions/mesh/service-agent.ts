import type {Policy} from '../core/facts/cloud.ts';

/** The role that managed Cloud Service Mesh needs: troubleshooting page, "Revision(s) reporting as unhealthy". */
export const serviceAgentRole = 'roles/anthosservicemesh.serviceAgent';

/** The mesh service agent of a fleet host project, as a policy member. */
export function serviceAgent(fleetNumber: string): string {
  return `serviceAccount:service-${fleetNumber}@gcp-sa-servicemesh.iam.gserviceaccount.com`;
}

/** Whether a policy member is the mesh service agent of some fleet. */
export function isServiceAgent(member: string): boolean {
  return /^serviceAccount:service-\d+@gcp-sa-servicemesh\.iam\.gserviceaccount\.com$/i.test(member);
}

/**
 * Whether the role is bound to the member without a condition. A conditional binding does not
 * count: it may have expired, and managed mesh does not ask under the condition.
 */
export function isBound(policy: Policy, role: string, member: string): boolean {
  return policy.bindings.some(
    one => one.role === role && one.condition === undefined && one.members.includes(member),
  );
}
