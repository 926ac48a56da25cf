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
  ['GET', /^gkehub.*\/v1\/.*\/features\/[^/]+$/, 'gkehub.features.get'],
  ['GET', /^gkehub.*\/memberships$/, 'gkehub.memberships.list'],
  ['PATCH', /^gkehub.*\/v1\/.*\/memberships\/[^/]+$/, 'gkehub.memberships.update'],
  ['GET', /^gkehub.*\/v2\/.*\/features\/[^/]+$/, 'gkehub.membershipfeatures.get'],
  ['PATCH', /^gkehub.*\/v2\/.*\/features\/[^/]+$/, 'gkehub.membershipfeatures.update'],
  ['GET', /^gkehub.*\/operations\/[^/]+$/, 'gkehub.operations.get'],
  // https://docs.cloud.google.com/kubernetes-engine/docs/reference/api-permissions
  ['GET', /^container.*\/clusters$/, 'container.clusters.list'],
  ['GET', /^container.*\/clusters\/[^/]+$/, 'container.clusters.get'],
  ['PUT', /^container.*\/clusters\/[^/]+$/, 'container.clusters.update'],
  ['GET', /^container.*\/operations\/[^/]+$/, 'container.operations.get'],
  ['POST', /^logging.*\/v2\/entries:list$/, 'logging.logEntries.list'],
  ['POST', /^logging.*\/v2\/entries:write$/, 'logging.logEntries.create'],
];

/** A patch that creates what it does not find needs the permission to create as well. */
const mayCreate = /^\/v2\/.*\/features\/[^/?]+\?(?:.*&)?allowMissing=true(?:&|$)/;
const createsFeature = 'gkehub.membershipfeatures.create';

/** A request to a cluster behind the Connect Gateway: the part after the membership. */
const behindGateway =
  /^(?:[a-z0-9-]+-)?connectgateway\.googleapis\.com\/v1\/projects\/\d+\/locations\/[^/]+\/(?:gkeMemberships|memberships)\/[^/]+(\/.+)$/;

// The gateway asks for a permission of its own (roles/gkehub.gatewayReader, …Editor), and GKE's
// authoriser for one of the object's kind:
// https://docs.cloud.google.com/kubernetes-engine/docs/reference/api-permissions
const gatewayVerbs: Readonly<Record<string, string>> = {
  GET: 'gkehub.gateway.get',
  PATCH: 'gkehub.gateway.patch',
};
const inCluster: readonly (readonly [method: string, path: RegExp, permission: string])[] = [
  ['GET', /^\/api\/v1\/namespaces$/, 'container.namespaces.list'],
  ['PATCH', /^\/api\/v1\/namespaces\/[^/]+$/, 'container.namespaces.update'],
  ['GET', /^\/api\/v1\/pods$/, 'container.pods.list'],
  ['GET', /^\/apis\/apps\/v1\/replicasets$/, 'container.replicaSets.list'],
  ['GET', /^\/apis\/apps\/v1\/deployments$/, 'container.deployments.list'],
  ['GET', /^\/apis\/apps\/v1\/statefulsets$/, 'container.statefulSets.list'],
  ['GET', /^\/apis\/apps\/v1\/daemonsets$/, 'container.daemonSets.list'],
  ['PATCH', /^\/apis\/apps\/v1\/.*\/deployments\/[^/]+$/, 'container.deployments.update'],
  ['PATCH', /^\/apis\/apps\/v1\/.*\/statefulsets\/[^/]+$/, 'container.statefulSets.update'],
  ['PATCH', /^\/apis\/apps\/v1\/.*\/daemonsets\/[^/]+$/, 'container.daemonSets.update'],
  ['GET', /\/mutatingwebhookconfigurations$/, 'container.mutatingWebhookConfigurations.list'],
  ['GET', /\/validatingwebhookconfigurations$/, 'container.validatingWebhookConfigurations.list'],
  ['GET', /^\/apis\/policy\/v1\/poddisruptionbudgets$/, 'container.podDisruptionBudgets.list'],
  // Any custom resource.
  ['GET', /\/controlplanerevisions$/, 'container.thirdPartyObjects.list'],
];

/**
 * The permissions that a request needs: two behind the Connect Gateway or where it may create, else one.
 * @throws Error for a method that has no rule yet: whoever calls it has to look up what it needs.
 */
export function permissionOf({method, host, path}: Asked): readonly string[] {
  const url = `${host}${path.split('?')[0] ?? ''}`;
  const inside = behindGateway.exec(url)?.[1];
  const permissions =
    inside === undefined
      ? [ruled(rules, method, url), ...(mayCreate.test(path) ? [createsFeature] : [])]
      : [gatewayVerbs[method], ruled(inCluster, method, inside)];
  const known = permissions.filter(one => one !== undefined);
  if (known.length === permissions.length) return known;
  throw new Error(`test/infra/permission.ts has no rule for ${method} ${url}`);
}

function ruled(table: typeof rules, method: string, text: string): string | undefined {
  return table.find(([verb, form]) => verb === method && form.test(text))?.[2];
}

/** The permissions of requests, each once, sorted. */
export function permissionsOf(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.flatMap(permissionOf))].sort();
}
