import type {APIGroupList, APIResourceList} from 'kubernetes-types/meta/v1.js';
import type {Answer, Shown} from '../http/answer.ts';
import {ok} from '../http/answer.ts';
import {
  apiVersionOf,
  isDeleted,
  isPatched,
  kindOf,
  pathName,
  type Plural,
  plurals,
} from '../cluster/kinds.ts';
import {objectsOf} from './objects/objects.ts';
import type {Inside} from './objects/revision-status.ts';
import {nobody} from './status.ts';

const aggregated = 'g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/**
 * What an API server says of itself: its version, its groups and the kinds of each, at once where the
 * caller takes that (https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery).
 * Undefined for every other path.
 */
export function discover(inside: Inside, path: string, accept: string): Answer | undefined {
  if (path === 'version') return ok(versionOf(inside.cluster.version));
  const known = plurals.filter(one => objectsOf(one, inside) !== undefined);
  const groups = [...new Set(known.map(one => kindOf(one).group))];
  if (path === 'api' || path === 'apis') {
    const wanted = groups.filter(one => (one === '') === (path === 'api'));
    if (accept.includes(aggregated)) return everything(wanted, known);
    return ok(path === 'api' ? {kind: 'APIVersions', versions: ['v1']} : groupList(wanted));
  }
  if (path.startsWith('openapi/')) return openApi(path.slice('openapi/'.length), known);
  const [, apiVersion = ''] = /^(?:api|apis)\/([^/]+|[^/]+\/[^/]+)$/.exec(path) ?? [];
  if (apiVersion === '') return undefined;
  const own = known.filter(one => apiVersionOf(one) === apiVersion);
  if (own.length === 0) return nobody;
  return ok({
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersion,
    resources: own.map(one => ({
      name: pathName(one),
      singularName: singular(one),
      namespaced: kindOf(one).scope === 'namespace',
      kind: kindOf(one).kind,
      ...about(one),
    })),
  } satisfies Shown<APIResourceList>);
}

/**
 * As much of OpenAPI v3 as kubectl asks before it sends what a person wrote: that the server itself refuses
 * unknown fields (kubernetes/kubectl, QueryParamVerifierV3). `/openapi/v2` has no such document.
 */
function openApi(path: string, known: readonly Plural[]): Answer {
  const roots = [...new Set(known.map(rootOf))];
  if (path === 'v3') {
    const paths = roots.map(one => [one, {serverRelativeURL: `/openapi/v3/${one}`}] as const);
    return ok({paths: Object.fromEntries(paths)});
  }
  const own = known.filter(one => `v3/${rootOf(one)}` === path);
  if (own.length === 0) return nobody;
  const fieldValidation = {name: 'fieldValidation', in: 'query', schema: {type: 'string'}};
  const operations = own.map(one => {
    const {group, version, kind} = kindOf(one);
    const patch = {
      parameters: [fieldValidation],
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': {group, version, kind},
    };
    return [`/${rootOf(one)}/${pathName(one)}/{name}`, {patch}] as const;
  });
  const info = {title: 'Kubernetes', version: 'unversioned'};
  return ok({openapi: '3.0.0', info, paths: Object.fromEntries(operations)});
}

/** Where the kinds of an `apiVersion` stand: `api/v1` or `apis/GROUP/VERSION`. */
function rootOf(plural: Plural): string {
  return `${kindOf(plural).group === '' ? 'api' : 'apis'}/${apiVersionOf(plural)}`;
}

/** `gitVersion` is GKE's own; what is built into the binary is left out. */
function versionOf(version: string) {
  const [major, minor] = version.split('.');
  return {major, minor, gitVersion: `v${version}`, platform: 'linux/amd64'};
}

function groupList(groups: readonly string[]): Shown<APIGroupList> {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(name => {
      const versions = versionsIn(name).map(version => ({
        groupVersion: `${name}/${version}`,
        version,
      }));
      const [first] = versions;
      return {name, versions, ...(first === undefined ? {} : {preferredVersion: first})};
    }),
  };
}

function versionsIn(group: string): readonly string[] {
  const own = plurals.filter(one => kindOf(one).group === group);
  return [...new Set(own.map(one => kindOf(one).version))];
}

function everything(groups: readonly string[], known: readonly Plural[]): Answer {
  const body = {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(group => ({
      metadata: group === '' ? {} : {name: group},
      versions: versionsIn(group).map(version => ({
        version,
        freshness: 'Current',
        resources: known
          .filter(one => kindOf(one).group === group)
          .map(one => ({
            resource: pathName(one),
            responseKind: {group, version, kind: kindOf(one).kind},
            scope: kindOf(one).scope === 'namespace' ? 'Namespaced' : 'Cluster',
            singularResource: singular(one),
            ...about(one),
          })),
      })),
    })),
  };
  return {...ok(body), headers: {'content-type': `application/json;${aggregated}`}};
}

function singular(plural: Plural): string {
  return kindOf(plural).kind.toLowerCase();
}

function about(plural: Plural) {
  const {short, all} = kindOf(plural);
  return {
    ...(short === undefined ? {} : {shortNames: short}),
    ...(all === undefined ? {} : {categories: ['all']}),
    verbs: [
      'get',
      'list',
      'watch',
      ...(isPatched(plural) ? ['patch'] : []),
      ...(isDeleted(plural) ? ['delete'] : []),
    ],
  };
}
