import {
  type EffectivePolicy,
  effectivePolicy,
} from '../../../../adapters/google/project/organisation-policy.ts';
import {found, ok, type Check, type Found} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** A constraint that can forbid what a deployment needs. */
interface Constraint {
  readonly id: string;
  /** The value that must be allowed; absent where only enforcing it forbids something. */
  readonly needs?: string;
  /** What must be allowed besides, where a function takes people's clicks from the internet. */
  readonly needsPublic?: string;
  /** True where any restriction is worth a look, because what is needed cannot be told from values. */
  readonly delicate?: true;
}

/**
 * The deployment has functions of the second generation without a VPC connector, reached from inside
 * only but for the one that takes clicks (infra/functions.tf), and grants to service agents, which belong to no customer.
 * https://docs.cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints
 */
export const constraints: readonly Constraint[] = [
  {id: 'iam.allowedPolicyMemberDomains', delicate: true},
  {id: 'run.allowedIngress', needs: 'internal', needsPublic: 'all'},
  {
    id: 'cloudfunctions.allowedIngressSettings',
    needs: 'ALLOW_INTERNAL_ONLY',
    needsPublic: 'ALLOW_ALL',
  },
  {id: 'cloudfunctions.requireVPCConnector'},
  {id: 'cloudfunctions.restrictAllowedGenerations', needs: '2ndGen'},
];

/** Whether an organisation policy forbids what the deployment needs in its project. */
export function organisationChecks({deployment, settings}: DoctorContext): readonly Check[] {
  if (deployment === undefined) return [];
  const {project} = deployment;
  return constraints.map(constraint => ({
    check: 'policies',
    subject: constraint.id,
    access: {project, role: 'roles/orgpolicy.policyViewer'},
    async run(deps) {
      const policy = await effectivePolicy(deps, project, constraint.id);
      return [judged(constraint, policy, {project, isPublic: settings.interact !== undefined})];
    },
  }));
}

function judged(
  {id, needs, needsPublic, delicate}: Constraint,
  policy: EffectivePolicy,
  {project, isPublic}: {readonly project: string; readonly isPublic: boolean},
): Found {
  const look = `gcloud org-policies describe ${id} --project=${project} --effective`;
  switch (policy.kind) {
    case 'free':
      return ok('policy-free');
    case 'denied':
      return found('broken', 'policy-denies', {}, look);
    case 'values': {
      const {allowed, denied} = policy;
      if (delicate === true) {
        const values = (allowed ?? denied).join(', ');
        return found('warning', 'policy-members', {values}, look);
      }
      const wanted = [needs, isPublic ? needsPublic : undefined].filter(one => one !== undefined);
      const forbidden = wanted.find(
        one => denied.includes(one) || !(allowed?.includes(one) ?? true),
      );
      if (forbidden !== undefined) {
        return found('broken', 'policy-forbids', {needs: forbidden}, look);
      }
      return wanted.length === 0
        ? ok('policy-free')
        : ok('policy-allows', {needs: wanted.join(', ')});
    }
  }
}
