import {googleError, held, notFound, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {findKind, isDeleted, isPatched, isPlural, kindOf, type Plural} from '../cluster/kinds.ts';
import {failure, type Verb} from '../http/fault.ts';
import {findProject} from '../world/world.ts';
import {gatewayCall, logCall, objectCall} from '../entries/audit-calls.ts';
import {caller} from '../hosts/inventory.ts';
import {strangerProject} from '../hosts/project.ts';
import {credentials} from './credentials.ts';
import {remove} from './delete.ts';
import {discover} from './discovery.ts';
import {get, list} from './list.ts';
import {patch} from './patch.ts';
import {type Inside, look} from './objects/revision-status.ts';
import {forbidden, kubeStatus, nobody} from './status.ts';
import {watch} from './watch.ts';

const member =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/(gkeMemberships|memberships)\/([^/]+)\/(version|openapi\/.*|apis?(?:\/.*)?)$/;
const credentialsOf =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/memberships\/([^/:]+):generateCredentials$/;
const object = /^(api|apis\/[^/]+)\/([^/]+)\/(?:namespaces\/([^/]+)\/)?([a-z]+)(?:\/([^/]+))?$/;

/** What a path of an API server asks for. */
type Asked =
  /** Which kinds it has. */
  | {readonly kind: 'discovery'; readonly path: string}
  | {
      readonly kind: 'objects';
      readonly plural: Plural;
      /** Empty: of all namespaces, or of none. */
      readonly namespace: string;
      /** Empty: all of them. */
      readonly name: string;
    };

/**
 * The API servers of the fleet's clusters behind the Connect Gateway:
 * https://docs.cloud.google.com/kubernetes-engine/enterprise/multicluster-management/gateway/using
 */
export function routeGateway(call: Call): Route<Verb<'connectgateway'>> | undefined {
  return routeCredentials(call) ?? routeCluster(call);
}

function routeCredentials({method, path, host}: Call): Route<Verb<'connectgateway'>> | undefined {
  const [, project = '', location = '', name = ''] = credentialsOf.exec(path) ?? [];
  if (method !== 'GET' || name === '') return undefined;
  const run = ({world}: Site): Answer => {
    const fleet = findProject(world, project);
    if (fleet === undefined) return strangerProject(project);
    const found = fleet.memberships?.find(one => one.location === location && one.name === name);
    return found === undefined || host !== hostOf(location)
      ? notFound(`projects/${project}/locations/${location}/memberships/${name}`)
      : credentials(fleet, found, host);
  };
  return {verb: 'generateCredentials', mutating: false, project, run};
}

function routeCluster(call: Call): Route<Verb<'connectgateway'>> | undefined {
  const [, project = '', location = '', collection = '', name = '', rest = ''] =
    member.exec(call.path) ?? [];
  const asked = readPath(rest);
  if (name === '' || asked === undefined) return undefined;
  const verb = verbOf(call, asked);
  if (verb === undefined) return undefined;
  const mutating = call.method === 'PATCH' || call.method === 'DELETE';
  const run = ({world}: Site, now: number): Answer => {
    const fleet = findProject(world, project);
    if (fleet === undefined) return strangerProject(project);
    const found = fleet.memberships?.find(one => one.location === location && one.name === name);
    const path = `projects/${project}/locations/${location}/${collection}/${name}`;
    const again = (then: number) =>
      found === undefined ? undefined : look(world, fleet, found, then);
    const inside = again(now);
    if (inside === undefined || call.host !== hostOf(location)) return notFound(path);
    const {refuses} = inside.cluster;
    if (refuses !== undefined) return refused(refuses, verb, call);
    const answer = act(inside, asked, call, again);
    if (mutating && answer.status < 300) logWrite(inside, asked, call, path);
    return answer;
  };
  return {verb, mutating, project, run};
}

/** The gateway and the cluster each write a change down; what a trial (`dryRun`) leaves is not played. */
function logWrite(
  inside: Inside,
  asked: Asked,
  {account, method, query}: Call,
  path: string,
): void {
  if (asked.kind === 'discovery' || query.get('dryRun') === 'All') return;
  const {world, fleet, cluster, now} = inside;
  const {plural, namespace, name: object} = asked;
  const principal = account ?? caller;
  const isPatch = method === 'PATCH';
  const verb = isPatch ? 'patch' : 'delete';
  const {group, version} = kindOf(plural);
  logCall(
    world,
    gatewayCall(fleet.id, path, isPatch ? 'PatchResource' : 'DeleteResource', principal),
    now,
  );
  const what = {group, version, plural, namespace, object, verb} as const;
  logCall(world, objectCall(cluster, what, principal), now);
}

/** How the gateway fails: Google's words where it speaks itself, those of an API server else. */
export function failGateway(status: number, verb: string, call: Call): Answer {
  const [word = '', plural = ''] = verb.split('.');
  if (!isPlural(plural)) return failure(status);
  switch (status) {
    case 403:
      return forbidden(plural, word, call.account ?? caller);
    case 404:
      // A list has nothing to miss: it is the gateway that knows no such membership.
      return word === 'list' || word === 'watch'
        ? failure(status)
        : kubeStatus(404, 'the server could not find the requested resource');
    case 409:
      return kubeStatus(
        409,
        `Operation cannot be fulfilled on ${plural}: the object has been modified`,
      );
    default:
      return failure(status);
  }
}

function refused(refuses: NonNullable<Cluster['refuses']>, verb: string, call: Call): Answer {
  if (refuses === 'never') return held;
  return refuses === 401
    ? googleError(401, 'Request had invalid authentication credentials.')
    : failGateway(refuses, verb, call);
}

/** Every location has a host of its own (gcloud, command_lib/container/fleet/gateway.py). */
function hostOf(location: string): string {
  return location === 'global'
    ? 'connectgateway.googleapis.com'
    : `${location}-connectgateway.googleapis.com`;
}

function readPath(text: string): Asked | undefined {
  const [, root = '', version = '', namespace = '', name = '', id = ''] = object.exec(text) ?? [];
  const group = root === 'api' ? '' : root.slice('apis/'.length);
  const plural = findKind(group === '' ? version : `${group}/${version}`, name);
  if (plural === undefined) return {kind: 'discovery', path: text};
  const {scope} = kindOf(plural);
  // A path with a namespace of a kind that lives in none is the namespace itself.
  if (namespace !== '' && scope === 'cluster') return undefined;
  if (id !== '' && namespace === '' && scope === 'namespace') return undefined;
  return {kind: 'objects', plural, namespace, name: id};
}

function verbOf({method, query}: Call, asked: Asked): Verb<'connectgateway'> | undefined {
  if (asked.kind === 'discovery') return method === 'GET' ? 'discover' : undefined;
  const {plural, name} = asked;
  if (method === 'GET' && name !== '') return `get.${plural}`;
  if (method === 'GET') return isWatch(query) ? `watch.${plural}` : `list.${plural}`;
  if (method === 'PATCH' && name !== '' && isPatched(plural)) return `patch.${plural}`;
  return method === 'DELETE' && name !== '' && isDeleted(plural) ? `delete.${plural}` : undefined;
}

function isWatch(query: URLSearchParams): boolean {
  return query.get('watch') === 'true' || query.get('watch') === '1';
}

function act(
  inside: Inside,
  asked: Asked,
  {method, query, accept, body, contentType}: Call,
  again: (then: number) => Inside | undefined,
): Answer {
  if (asked.kind === 'discovery') return discover(inside, asked.path, accept) ?? nobody;
  const {plural, namespace, name} = asked;
  if (plural === 'controlplanerevisions' && inside.cluster.revisions === undefined) return nobody;
  if (method === 'PATCH' && isPatched(plural))
    return patch(inside, plural, {namespace, name}, {body, contentType, query});
  if (method === 'DELETE' && isDeleted(plural))
    return remove(inside, plural, {namespace, name}, query);
  if (name !== '') return get(inside, plural, {namespace, name}, {query, accept});
  const wanted = {plural, namespace, query};
  return isWatch(query) ? watch(inside, wanted, accept, again) : list(inside, wanted, accept);
}
