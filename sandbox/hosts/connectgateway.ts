import {googleError, held, notFound, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {apiVersionOf, isPatched, isPlural, kinds, type Plural} from '../cluster/kinds.ts';
import {failure, type Verb} from '../http/fault.ts';
import {findProject} from '../world/world.ts';
import {caller} from './inventory.ts';
import {get, isNamespaced, list} from './kube/list.ts';
import {patch} from './kube/patch.ts';
import {type Inside, look} from './kube/revision-status.ts';
import {forbidden, kubeStatus, nobody} from './kube/status.ts';
import {strangerProject} from './project.ts';

const member =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/(gkeMemberships|memberships)\/([^/]+)\/(apis?\/.*)$/;
const object = /^(api|apis\/[^/]+)\/([^/]+)\/(?:namespaces\/([^/]+)\/)?([a-z]+)(?:\/([^/]+))?$/;

/** What a path of an API server asks for. */
interface Asked {
  readonly plural: Plural;
  /** Empty: of all namespaces, or of none. */
  readonly namespace: string;
  /** Empty: all of them. */
  readonly name: string;
}

/**
 * The API servers of the fleet's clusters behind the Connect Gateway:
 * https://docs.cloud.google.com/kubernetes-engine/enterprise/multicluster-management/gateway/using
 */
export function routeGateway(call: Call): Route<Verb<'connectgateway'>> | undefined {
  const [, project = '', location = '', collection = '', name = '', rest = ''] =
    member.exec(call.path) ?? [];
  const asked = readPath(rest);
  if (name === '' || asked === undefined) return undefined;
  const verb = verbOf(call.method, asked);
  if (verb === undefined) return undefined;
  const run = ({world}: Site, now: number): Answer => {
    const fleet = findProject(world, project);
    if (fleet === undefined) return strangerProject(project);
    const found = fleet.memberships?.find(one => one.location === location && one.name === name);
    const path = `projects/${project}/locations/${location}/${collection}/${name}`;
    const inside = found === undefined ? undefined : look(world, fleet, found, now);
    if (inside === undefined || call.host !== hostOf(location)) return notFound(path);
    const {refuses} = inside.cluster;
    return refuses === undefined ? act(inside, asked, call) : refused(refuses, verb, call);
  };
  return {verb, mutating: call.method === 'PATCH', project, run};
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
      return word === 'list'
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
  const [, root = '', version = '', namespace = '', plural = '', name = ''] =
    object.exec(text) ?? [];
  if (!isPlural(plural)) return undefined;
  const group = root === 'api' ? '' : root.slice('apis/'.length);
  if (apiVersionOf(plural) !== (group === '' ? version : `${group}/${version}`)) return undefined;
  // A path with a namespace of a kind that lives in none is the namespace itself.
  if (namespace !== '' && kinds[plural].scope === 'cluster') return undefined;
  if (name !== '' && namespace === '' && isNamespaced(plural)) return undefined;
  return {plural, namespace, name};
}

function verbOf(method: string, {plural, name}: Asked): Verb<'connectgateway'> | undefined {
  if (method === 'GET') return name === '' ? `list.${plural}` : `get.${plural}`;
  return method === 'PATCH' && name !== '' && isPatched(plural) ? `patch.${plural}` : undefined;
}

function act(inside: Inside, {plural, namespace, name}: Asked, call: Call): Answer {
  if (plural === 'controlplanerevisions' && inside.cluster.revisions === undefined) return nobody;
  if (call.method === 'PATCH') return patch(inside, plural, {namespace, name}, call);
  return name === '' ? list(inside, plural, namespace, call) : get(inside, plural, namespace, name);
}
