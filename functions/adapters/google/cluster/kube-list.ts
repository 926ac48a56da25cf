import {CallError, type Failure} from '../../../core/lib/error.ts';
import type {JsonObject} from '../../../core/lib/json.ts';
import type {Reach} from '../../../core/facts/kubernetes.ts';
import {FailedAttempt, TooLarge, unsendable} from '../../http/failed-attempt.ts';
import {jsonOf} from '../../http/map-error.ts';
import {retry} from '../../http/retry.ts';
import {httpRequestOf, singleAttempt} from '../../http/request.ts';
import type {GoogleDeps} from '../client/call.ts';
import {type KubePage, parseKubePage, quoted} from './kube-object.ts';
import {misnamed} from '../client/resource-names.ts';

/** A list of a cluster's API server. */
export interface KubeList<T> {
  /** The verb in words, e.g. `connectgateway pods.list`. */
  readonly call: string;
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** `metadata` leaves spec and status out. */
  readonly view: 'whole' | 'metadata';
  /** Undefined leaves the object out; throws a `FailedAttempt` when it is none. */
  readonly read: (object: JsonObject) => T | undefined;
  /** Why it must not be asked for. */
  readonly refused?: string | undefined;
  /** What a cluster has that does not know the kind. */
  readonly unknownKind: 'nothing' | 'a fault';
}

/** Objects of one page, as kubectl asks for them. */
const pageSize = 500;
/** 50,000 objects: more than any cluster's that this can help. */
const mostPages = 100;
/** All pages of a list, milliseconds. */
const longest = 60_000;

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches */
const views = {
  whole: 'application/json',
  metadata: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
};

type Turn<T> =
  | {readonly kind: 'page'; readonly page: KubePage<T>}
  /** The token is too old: the list has to be started over. */
  | {readonly kind: 'expired'}
  | {readonly kind: 'too-large'};

interface Asked {
  readonly limit: number;
  readonly token: string | undefined;
}

/**
 * All objects of a list, page by page. A token that expired starts the list over, once; a page that
 * is too large is asked for again with half the limit; pages that are not of one list are malformed.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 * @throws CallError.
 */
export async function listed<T>(
  deps: GoogleDeps,
  reach: Reach,
  list: KubeList<T>,
): Promise<readonly T[]> {
  const end = deps.clock.now() + longest;
  const found = (await walked(deps, reach, list, end)) ?? (await walked(deps, reach, list, end));
  if (found !== undefined) return found;
  throw broken(list, 'unavailable', 'the list expired twice while it was read');
}

/** Undefined when the list expired on the way. */
async function walked<T>(
  deps: GoogleDeps,
  reach: Reach,
  list: KubeList<T>,
  end: number,
): Promise<readonly T[] | undefined> {
  const facts = new Map<string, T | undefined>();
  let asked: Asked = {limit: pageSize, token: undefined};
  let version: string | undefined;
  for (let turns = 0; turns < mostPages; turns += 1) {
    const turn = await turned(deps, reach, list, asked, end);
    if (turn.kind === 'expired') return undefined;
    if (turn.kind === 'too-large') {
      if (asked.limit === 1) throw broken(list, 'malformed', 'one object is larger than 16 MiB');
      asked = {...asked, limit: Math.floor(asked.limit / 2)};
      continue;
    }
    const {page} = turn;
    version ??= page.version;
    if (page.version !== version) throw broken(list, 'malformed', 'pages are of different lists');
    for (const [key, fact] of page.facts) {
      if (facts.has(key)) throw broken(list, 'malformed', `${quoted(key)} is in the list twice`);
      facts.set(key, fact);
    }
    if (page.next === undefined) return [...facts.values()].filter(one => one !== undefined);
    asked = {...asked, token: page.next};
  }
  throw broken(list, 'malformed', `more than ${mostPages} pages`);
}

async function turned<T>(
  deps: GoogleDeps,
  reach: Reach,
  list: KubeList<T>,
  {limit, token}: Asked,
  end: number,
): Promise<Turn<T>> {
  const {call, path, view, read} = list;
  const totalMs = Math.min(deps.totalMs ?? 30_000, end - deps.clock.now());
  if (totalMs <= 0) throw broken(list, 'unavailable', `the list took more than ${longest} ms`);
  return retry({call, write: false}, {...deps, totalMs}, async signal => {
    const why = misreached(reach) ?? list.refused;
    if (why !== undefined) throw unsendable(why);
    const query = {...list.query, limit: String(limit), ...(token && {continue: token})};
    const url = gatewayUrl(reach, path, query);
    const headers = {accept: views[view], 'accept-encoding': 'gzip'};
    const going = httpRequestOf({call, write: false, method: 'GET', url, headers});
    try {
      const answer = await singleAttempt(deps, going, signal, deps.authorise);
      return {kind: 'page', page: parseKubePage(jsonOf(answer), read)};
    } catch (error) {
      const other = error instanceof FailedAttempt ? otherTurn<T>(error, list, token) : undefined;
      if (other === undefined) throw error;
      return other;
    }
  });
}

/** What a fault means for the list, where it means something else than a failure. */
function otherTurn<T>(
  fault: FailedAttempt,
  {unknownKind}: KubeList<T>,
  token: string | undefined,
): Turn<T> | undefined {
  if (fault instanceof TooLarge) return {kind: 'too-large'};
  if (fault.facts.status === 410 && token !== undefined) return {kind: 'expired'};
  if (unknownKind === 'a fault' || !isUnknownKind(fault)) return undefined;
  return {kind: 'page', page: {facts: [], next: undefined, version: ''}};
}

/**
 * Whether the cluster itself says that it does not know what was asked for: in a `Status`, or in the
 * words of Go's own handler (https://pkg.go.dev/net/http#NotFound) where it does not even know the
 * API. Google's own 404 is about the membership and says nothing of the cluster.
 */
function isUnknownKind({facts, speaker}: FailedAttempt): boolean {
  if (facts.status !== 404) return false;
  return speaker === 'kubernetes' || facts.said === '404 page not found';
}

function broken<T>({call}: KubeList<T>, failure: Failure, said: string): CallError {
  return new CallError({call, failure, status: 200, said, attempts: 1});
}

/** Why a cluster cannot be asked for by these names, or undefined when it can. */
export function misreached({fleetNumber, location, membership}: Reach): string | undefined {
  return misnamed({projectNumber: fleetNumber, location, membership});
}

/**
 * Address of a path of a cluster's API server behind the Connect Gateway: one host for memberships
 * in `global`, one for each other location, as gcloud writes it into a kubeconfig
 * (its command_lib/container/fleet/gateway.py).
 * https://docs.cloud.google.com/kubernetes-engine/enterprise/multicluster-management/gateway/using
 * The reach must have been asked for its names (`misreached`).
 */
export function gatewayUrl(
  {fleetNumber, location, collection, membership}: Reach,
  path: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const host = location === 'global' ? 'connectgateway' : `${location}-connectgateway`;
  const place = ['projects', fleetNumber, 'locations', location, collection, membership];
  const url = new URL(`https://${host}.googleapis.com`);
  url.pathname = `/v1/${[...place, ...path].map(encodeURIComponent).join('/')}`;
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
