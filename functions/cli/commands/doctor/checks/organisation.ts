import {
  type EffectivePolicy,
  effectivePolicy,
} from '../../../../adapters/google/project/organisation-policy.ts';
import {found, ok, type Check, type Found} from '../check.ts';
import {type Deployable, deployablesOf} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** A constraint that can forbid what a deployment needs. */
interface Constraint {
  readonly id: string;
  /** The value that must be allowed, or one for each ingress; absent where only enforcing it forbids something. */
  readonly needs?: string | Readonly<Record<Deployable['ingress'], string>>;
  /** True where any restriction is worth a look, because what is needed cannot be told from values. */
  readonly delicate?: true;
}

/**
 * The deployment has functions of the second generation without a VPC connector, reached from inside
 * only but for those that people ask (infra/functions.tf), and grants to service agents, which belong to no customer.
 * https://docs.cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints
 */
export const constraints: readonly Constraint[] = [
  {id: 'iam.allowedPolicyMemberDomains', delicate: true},
  {
    id: 'run.allowedIngress',
    needs: {
      ALLOW_INTERNAL_ONLY: 'internal',
      ALLOW_INTERNAL_AND_GCLB: 'internal-and-cloud-load-balancing',
      ALLOW_ALL: 'all',
    },
  },
  {
    id: 'cloudfunctions.allowedIngressSettings',
    needs: {
      ALLOW_INTERNAL_ONLY: 'ALLOW_INTERNAL_ONLY',
      ALLOW_INTERNAL_AND_GCLB: 'ALLOW_INTERNAL_AND_GCLB',
      ALLOW_ALL: 'ALLOW_ALL',
    },
  },
  {id: 'cloudfunctions.requireVPCConnector'},
  {id: 'cloudfunctions.restrictAllowedGenerations', needs: '2ndGen'},
];

/** Whether an organisation policy forbids what the deployment needs in its project. */
export function organisationChecks({deployment, settings}: DoctorContext): readonly Check[] {
  if (deployment === undefined) return [];
  const {project} = deployment;
  const ingresses = new Set(deployablesOf(settings).map(one => one.ingress));
  return constraints.map(constraint => ({
    check: 'policies',
    subject: constraint.id,
    access: {project, role: 'roles/orgpolicy.policyViewer'},
    async run(deps) {
      const policy = await effectivePolicy(deps, project, constraint.id);
      return [judged(constraint, policy, {project, ingresses: [...ingresses].sort()})];
    },
  }));
}

function judged(
  {id, needs, delicate}: Constraint,
  policy: EffectivePolicy,
  {
    project,
    ingresses,
  }: {readonly project: string; readonly ingresses: readonly Deployable['ingress'][]},
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
      const wanted =
        needs === undefined
          ? []
          : typeof needs === 'string'
            ? [needs]
            : ingresses.map(one => needs[one]);
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
