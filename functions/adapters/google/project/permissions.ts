import {textAt} from '../../../core/lib/json.ts';
import {iam, pubsub, resourceManager} from '../client/api-clients.ts';
import {everyPage, listed, objectOf, textOf, textsOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';

/** Permissions of one call. */
const most = 100;

/**
 * Which of these permissions the identity holds on a project. Conditions count as they would for a
 * request that says nothing of itself.
 * https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects/testIamPermissions
 * @throws CallError.
 */
export async function testedPermissions(
  deps: InspectDeps,
  project: string,
  permissions: readonly string[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (let from = 0; from < permissions.length; from += most) {
    const requestBody = {permissions: permissions.slice(from, from + most)};
    const resource = `projects/${project}`;
    const some = await readGoogle(
      deps,
      'cloudresourcemanager projects.testIamPermissions',
      async options =>
        (await resourceManager()).projects.testIamPermissions({resource, requestBody}, options),
      read,
    );
    for (const one of some) held.add(one);
  }
  return held;
}

/** The same on a topic, `projects/P/topics/T`. @throws CallError. */
export async function topicPermissions(
  deps: InspectDeps,
  resource: string,
  permissions: readonly string[],
): Promise<ReadonlySet<string>> {
  const requestBody = {permissions: [...permissions]};
  const held = await readGoogle(
    deps,
    'pubsub topics.testIamPermissions',
    async options =>
      (await pubsub()).projects.topics.testIamPermissions({resource, requestBody}, options),
    read,
  );
  return new Set(held);
}

/** Whether a permission may be in a custom role: `TESTING` may, and Google may change it. */
export type CustomRoleSupport = 'SUPPORTED' | 'TESTING' | 'NOT_SUPPORTED';

/**
 * Every permission that a policy of a project may give, with whether a custom role may have it; the
 * default, SUPPORTED, is left out of the answer.
 * https://docs.cloud.google.com/iam/docs/reference/rest/v1/permissions/queryTestablePermissions
 * @throws CallError.
 */
export async function customRoleSupport(
  deps: InspectDeps,
  project: string,
): Promise<ReadonlyMap<string, CustomRoleSupport>> {
  const fullResourceName = `//cloudresourcemanager.googleapis.com/projects/${project}`;
  const all = await everyPage(token =>
    readGoogle(
      deps,
      'iam permissions.queryTestablePermissions',
      async options => {
        const requestBody = {fullResourceName, pageSize: 1000, ...token};
        return (await iam()).permissions.queryTestablePermissions({requestBody}, options);
      },
      data =>
        listed(data, 'permissions', (one): readonly [string, CustomRoleSupport] => {
          const level = textAt(one, 'customRolesSupportLevel');
          const known = level === 'NOT_SUPPORTED' || level === 'TESTING' ? level : 'SUPPORTED';
          return [textOf(one, 'name'), known];
        }),
    ),
  );
  return new Map(all);
}

/** `{}`: none of them. */
function read(data: unknown): readonly string[] {
  return textsOf(objectOf(data), 'permissions');
}
