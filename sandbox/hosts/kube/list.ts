import {ok, type Answer} from '../../http/answer.ts';
import type {Call} from '../../http/call.ts';
import {type Plural, kinds} from '../../cluster/kinds.ts';
import {type KubeObject, metadataOf, objectsOf} from './objects.ts';
import type {Inside} from './revision-status.ts';
import {parseSelector} from './selector.ts';
import {kubeStatus, nobody, noSuchObject, typeOf} from './status.ts';

/** Objects of a kind in one namespace, or in all (''). */
export function list(
  inside: Inside,
  plural: Plural,
  namespace: string,
  {query, accept}: Pick<Call, 'query' | 'accept'>,
): Answer {
  const found = objectsOf(plural, inside);
  if (found === undefined) return nobody;
  const selects = parseSelector(query.get('labelSelector') ?? '');
  if (selects === undefined) return kubeStatus(400, 'unable to parse requirement of labelSelector');
  if (query.has('fieldSelector')) return kubeStatus(400, 'field label not supported');
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isSafeInteger(limit)) return kubeStatus(400, 'limit must be a whole number');
  const token = readToken(query.get('continue') ?? '');
  if (token === undefined)
    return kubeStatus(410, 'The provided continue parameter is too old to display a list.');
  const wanted = found
    .filter(one => (namespace === '' || one.namespace === namespace) && selects(one.labels))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .filter(one => keyOf(one) > token.after);
  const page = limit > 0 ? wanted.slice(0, limit) : wanted;
  const last = page.at(-1);
  const version = token.version || String(inside.cluster.serial);
  const metadata = {
    resourceVersion: version,
    ...(page.length < wanted.length && last !== undefined
      ? {
          continue: writeToken(version, keyOf(last)),
          remainingItemCount: wanted.length - page.length,
        }
      : {}),
  };
  const since = inside.world.startedAt;
  if (accept.includes('as=PartialObjectMetadataList')) {
    return ok({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: page.map(one => ({metadata: metadataOf(one, inside.cluster, since)})),
    });
  }
  const {kind, apiVersion} = typeOf(plural);
  return ok({
    kind: `${kind}List`,
    apiVersion,
    metadata,
    items: page.map(one => ({metadata: metadataOf(one, inside.cluster, since), ...one.rest()})),
  });
}

/** One object. */
export function get(inside: Inside, plural: Plural, namespace: string, name: string): Answer {
  const found = objectsOf(plural, inside);
  if (found === undefined) return nobody;
  const one = found.find(each => each.namespace === namespace && each.name === name);
  return one === undefined ? noSuchObject(plural, name) : ok(view(inside, plural, one));
}

function view(inside: Inside, plural: Plural, one: KubeObject): object {
  const metadata = metadataOf(one, inside.cluster, inside.world.startedAt);
  return {...typeOf(plural), metadata, ...one.rest()};
}

/** Objects are ordered as etcd has them: by namespace and name. */
function keyOf({namespace, name}: KubeObject): string {
  return `${namespace}/${name}`;
}

interface Token {
  readonly version: string;
  readonly after: string;
}

function writeToken(version: string, after: string): string {
  return Buffer.from(JSON.stringify({v: version, after})).toString('base64url');
}

function readToken(text: string): Token | undefined {
  if (text === '') return {version: '', after: ''};
  const match = /^\{"v":"(\d{1,15})","after":"([\w./-]{1,600})"\}$/.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  return match === null ? undefined : {version: match[1] ?? '', after: match[2] ?? ''};
}

/** Whether objects of a kind live in namespaces. */
export function isNamespaced(plural: Plural): boolean {
  return kinds[plural].scope === 'namespace';
}
