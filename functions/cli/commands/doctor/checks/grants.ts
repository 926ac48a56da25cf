import {actions} from '../../../../actions/index.ts';
import {projectPolicy} from '../../../../adapters/google/project/policy.ts';
import type {Binding} from '../../../../core/facts/cloud.ts';
import {textAt} from '../../../../core/lib/json.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import {accountOf, deployables, deployAgain, type Deployment, roleId} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {setIamPolicy} from '../permissions.ts';

/**
 * Which roles the accounts hold by a project's own policy: none but those that infra/ makes, and the
 * one that may write policies only under its condition. Grants from above do not show here.
 */
export function grantChecks({deployment, settings}: DoctorContext): readonly Check[] {
  if (deployment === undefined) return [];
  const all = new Set([...settings.projects.map(one => one.id), deployment.project]);
  return [...all].map(project => ({
    check: 'roles',
    subject: project,
    access: {project, role: 'roles/iam.securityReviewer'},
    async run(deps) {
      const {bindings} = await projectPolicy(deps, project);
      const lines = deployables.flatMap(({id}) => {
        const member = `serviceAccount:${accountOf(deployment, id)}`;
        return bindings
          .filter(one => one.members.includes(member))
          .flatMap(one => judged(one, {deployment, project, member}));
      });
      return lines.length > 0 ? lines : [ok('roles')];
    },
  }));
}

interface Holding {
  readonly deployment: Deployment;
  readonly project: string;
  readonly member: string;
}

/** The store's role is granted in the deployment's project, for its database alone. */
const storeRole = 'roles/datastore.user';

function judged(binding: Binding, {deployment, project, member}: Holding): readonly Found[] {
  const {role, condition} = binding;
  const custom = /^(?:projects|organizations)\/[^/]+\/roles\/(.+)$/.exec(role)?.[1];
  const own = custom?.startsWith(roleId(deployment, '')) === true;
  const store = role === storeRole && project === deployment.project && condition !== undefined;
  const who = member.slice('serviceAccount:'.length);
  if (!own && !store) {
    const all = condition === undefined ? '--condition=None' : '--all';
    const next = `gcloud projects remove-iam-policy-binding ${project} --member=${member} --role=${role} ${all}`;
    return [found('broken', 'role-foreign', {who, role}, next)];
  }
  const writes = actions.some(
    ({manifest}) =>
      manifest.permissions.includes(setIamPolicy) && custom === roleId(deployment, manifest.id),
  );
  const limit = textAt(condition, 'expression') ?? '';
  if (!writes || limit.includes('modifiedGrantsByRole')) return [];
  return [found('broken', 'role-unlimited', {who, role}, deployAgain)];
}
