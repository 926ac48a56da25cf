/** One request that was made, as far as it decides what it needs. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

// What each method of an API asks for, from its reference page: "IAM permissions" of, for example,
// https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects/getIamPolicy
const rules: readonly (readonly [method: string, url: RegExp, permission: string])[] = [
  ['GET', /^serviceusage.*\/v1\/projects\/[^/]+\/services\/[^/]+$/, 'serviceusage.services.get'],
  ['POST', /^serviceusage.*\/services\/[^/]+:enable$/, 'serviceusage.services.enable'],
  ['POST', /^serviceusage.*\/services\/[^/]+:disable$/, 'serviceusage.services.disable'],
  ['GET', /^serviceusage.*\/v1\/operations\/.+$/, 'serviceusage.operations.get'],
  ['GET', /^cloudresourcemanager.*\/projects\/[^/:]+$/, 'resourcemanager.projects.get'],
  ['POST', /^cloudresourcemanager.*:getIamPolicy$/, 'resourcemanager.projects.getIamPolicy'],
  ['POST', /^cloudresourcemanager.*:setIamPolicy$/, 'resourcemanager.projects.setIamPolicy'],
  ['GET', /^gkehub.*\/features\/[^/]+$/, 'gkehub.features.get'],
  ['GET', /^gkehub.*\/memberships$/, 'gkehub.memberships.list'],
  ['POST', /^logging.*\/v2\/entries:list$/, 'logging.logEntries.list'],
  ['POST', /^logging.*\/v2\/entries:write$/, 'logging.logEntries.create'],
];

/**
 * The permission that a request needs.
 * @throws Error for a method that has no rule yet: whoever calls it has to look up what it needs.
 */
export function permissionOf({method, host, path}: Asked): string {
  const url = `${host}${path.split('?')[0] ?? ''}`;
  const found = rules.find(([verb, form]) => verb === method && form.test(url));
  if (found !== undefined) return found[2];
  throw new Error(`test/infra/permission.ts has no rule for ${method} ${url}`);
}

/** The permissions of requests, each once, sorted. */
export function permissionsOf(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.map(permissionOf))].sort();
}
