import {customRoleSupport} from '../../../../adapters/google/project/permissions.ts';
import {names as listOf} from '../../../shared/wording.ts';
import {found, ok, type Check, type Found} from '../check.ts';
import {shaped} from './shaped.ts';

/**
 * Whether the permissions that are used may be in custom roles, before Terraform fails on one. Asked by whoever runs it:
 * the responder itself may not look at IAM.
 */
export function customRoleCheck(project: string, needed: readonly string[]): Check {
  return {
    check: 'custom roles',
    subject: project,
    access: {project, role: 'roles/iam.roleViewer'},
    run: deps => shaped(async () => judged(await customRoleSupport(deps, project), needed)),
  };
}

function judged(
  support: Awaited<ReturnType<typeof customRoleSupport>>,
  needed: readonly string[],
): readonly Found[] {
  const of = (level: string | undefined) => needed.filter(one => support.get(one) === level);
  const [refused, testing, unknown] = [of('NOT_SUPPORTED'), of('TESTING'), of(undefined)];
  const lines: Found[] = [];
  if (refused.length > 0) {
    const params = {permissions: listOf(refused)};
    lines.push(found('broken', 'deep-permission-refused', params));
  }
  if (testing.length > 0) {
    const params = {permissions: listOf(testing)};
    lines.push(found('warning', 'deep-permission-testing', params));
  }
  if (unknown.length > 0) {
    const params = {permissions: listOf(unknown)};
    lines.push(found('unknown', 'deep-permission-unknown', params));
  }
  return lines.length > 0 ? lines : [ok('deep-permissions', {count: needed.length})];
}
