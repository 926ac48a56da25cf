import type {ListMeta} from 'kubernetes-types/meta/v1.js';
import {ok, type Answer, type Shown} from '../http/answer.ts';
import type {Call} from '../http/call.ts';
import type {Plural} from '../cluster/kinds.ts';
import {metadataOf, objectsOf} from './objects/objects.ts';
import type {Inside} from './objects/revision-status.ts';
import {findObject, keyOf, type Named, select, view, type Wanted} from './select.ts';
import {kubeStatus, nobody, noSuchObject, typeOf} from './status.ts';
import {tableOf} from './table.ts';

/** Objects of a kind in one namespace, or in all. */
export function list(inside: Inside, wanted: Wanted, accept: string): Answer {
  const found = select(inside, wanted);
  if ('answer' in found) return found.answer;
  const {query} = wanted;
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isSafeInteger(limit)) return kubeStatus(400, 'limit must be a whole number');
  const token = readToken(query.get('continue') ?? '');
  if (token === undefined)
    return kubeStatus(410, 'The provided continue parameter is too old to display a list.');
  const left = found.objects.filter(one => keyOf(one) > token.after);
  const page = limit > 0 ? left.slice(0, limit) : left;
  const last = page.at(-1);
  const version = token.version || String(inside.cluster.serial);
  const metadata: Shown<ListMeta> = {
    resourceVersion: version,
    ...(page.length < left.length && last !== undefined
      ? {continue: writeToken(version, keyOf(last)), remainingItemCount: left.length - page.length}
      : {}),
  };
  const since = inside.world.startedAt;
  if (accept.includes('as=Table')) return ok(tableOf(inside, wanted, page, metadata));
  if (accept.includes('as=PartialObjectMetadataList')) {
    return ok({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: page.map(one => ({metadata: metadataOf(one, inside.cluster, since)})),
    });
  }
  const {kind, apiVersion} = typeOf(wanted.plural);
  return ok({
    kind: `${kind}List`,
    apiVersion,
    metadata,
    items: page.map(one => ({metadata: metadataOf(one, inside.cluster, since), ...one.rest()})),
  });
}

/** One object, as it is or as a row of a table. */
export function get(
  inside: Inside,
  plural: Plural,
  named: Named,
  {query, accept}: Pick<Call, 'query' | 'accept'> = {query: new URLSearchParams(), accept: ''},
): Answer {
  if (objectsOf(plural, inside) === undefined) return nobody;
  const one = findObject(inside, plural, named);
  if (one === undefined) return noSuchObject(plural, named.name);
  if (!accept.includes('as=Table')) return ok(view(inside, plural, one));
  const metadata = {resourceVersion: String(one.version)};
  return ok(tableOf(inside, {plural, namespace: named.namespace, query}, [one], metadata));
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
