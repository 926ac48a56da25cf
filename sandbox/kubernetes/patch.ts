import {isDeepStrictEqual} from 'node:util';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Answer} from '../http/answer.ts';
import type {Call} from '../http/call.ts';
import {changeCluster} from '../cluster/change.ts';
import {type Cluster, type Hook, type Labels, touch, workloadKey} from '../cluster/cluster.ts';
import {kindOf, kinds, type Patched} from '../cluster/kinds.ts';
import {startRollout} from '../cluster/rollout.ts';
import {mending} from '../cluster/stalls.ts';
import {at, isObject, listAt, textAt} from '../json.ts';
import {get} from './list.ts';
import {applyPatch, patchTypes} from './patch-types.ts';
import type {Inside} from './objects/revision-status.ts';
import {findObject, type Named, view} from './select.ts';
import {conflict, kubeStatus, noSuchObject} from './status.ts';

/**
 * Patches an object, in any of the types that its kind takes. The patch is applied to what the API server
 * shows; what the sandbox keeps of the difference is carried out, and any other difference is refused.
 */
export function patch(
  inside: Inside,
  plural: Patched,
  named: Named,
  {body, contentType, query}: Pick<Call, 'body' | 'contentType' | 'query'>,
): Answer {
  const types = patchTypes(kindOf(plural).custom === true);
  const type = types.find(one => contentType.startsWith(one));
  if (type === undefined) return unknownType(types);
  if (plural === 'namespaces') editInBetween(inside, named.name);
  const found = findObject(inside, plural, named);
  if (found === undefined) return noSuchObject(plural, named.name);
  const before = view(inside, plural, found);
  const after = applyPatch(type, before, body);
  if (after === undefined)
    return kubeStatus(422, 'the server rejected our request due to an error in our request');
  if (textAt(after, 'metadata', 'resourceVersion') !== String(found.version))
    return conflict(plural, named.name);
  const fields = settable[plural];
  if (!isDeepStrictEqual(without(before, fields), without(after, fields)))
    return unplayed(plural, fields);
  if (query.get('dryRun') !== 'All') carryOut(inside, plural, named, after);
  return get(inside, plural, named);
}

/** What the sandbox keeps of a patch, by kind; paths of fields. */
const settable: Readonly<Record<Patched, readonly string[]>> = {
  namespaces: ['metadata.labels', 'metadata.annotations'],
  deployments: ['metadata.labels', 'spec.paused', 'spec.template.metadata.annotations'],
  statefulsets: ['metadata.labels', 'spec.template.metadata.annotations'],
  daemonsets: ['metadata.labels', 'spec.template.metadata.annotations'],
  mutatingwebhookconfigurations: ['metadata.labels', 'webhooks'],
  validatingwebhookconfigurations: ['metadata.labels', 'webhooks'],
  controlplanerevisions: ['spec.channel', 'spec.type'],
};

function carryOut(inside: Inside, plural: Patched, named: Named, after: JsonObject): void {
  const {cluster, now} = inside;
  const labels = textsAt(after, 'metadata', 'labels');
  switch (plural) {
    case 'namespaces': {
      const found = cluster.namespaces.get(named.name);
      if (found === undefined) return;
      found.labels = labels;
      found.annotations = textsAt(after, 'metadata', 'annotations');
      found.version = touch(cluster);
      return;
    }
    case 'mutatingwebhookconfigurations':
    case 'validatingwebhookconfigurations': {
      const key = `${plural === 'mutatingwebhookconfigurations' ? 'mutating' : 'validating'}/${named.name}`;
      const hooks = listAt(after, 'webhooks').map(one => hookOf(cluster, key, one));
      mending(cluster, now, () => {
        changeCluster(cluster, {webhooks: {[key]: {labels, hooks}}}, now);
      });
      return;
    }
    case 'controlplanerevisions': {
      const revision = {
        channel: textAt(after, 'spec', 'channel'),
        type: textAt(after, 'spec', 'type'),
      };
      mending(cluster, now, () => {
        changeCluster(cluster, {revisions: {[`${named.namespace}/${named.name}`]: revision}}, now);
      });
      return;
    }
    case 'deployments':
    case 'statefulsets':
    case 'daemonsets':
      patchWorkload(inside, {...named, kind: kinds[plural].kind}, labels, after);
  }
}

function patchWorkload(
  {cluster, now}: Inside,
  named: Named & {readonly kind: string},
  labels: Labels,
  after: JsonObject,
): void {
  const found = cluster.workloads.get(workloadKey(named));
  if (found === undefined) return;
  const paused = at(after, 'spec', 'paused') === true;
  if (paused !== found.paused) {
    found.paused = paused;
    found.generation += 1;
    found.version = touch(cluster);
  }
  const annotations = textsAt(after, 'spec', 'template', 'metadata', 'annotations');
  if (!isDeepStrictEqual(labels, found.labels)) {
    found.labels = labels;
    found.version = touch(cluster);
  }
  if (!isDeepStrictEqual(annotations, found.templates.at(-1)?.annotations ?? {}))
    startRollout(cluster, found, annotations, now);
}

function hookOf(cluster: Cluster, key: string, json: unknown): Hook {
  const name = textAt(json, 'name');
  const url = textAt(json, 'clientConfig', 'url');
  const service = at(json, 'clientConfig', 'service');
  const known = cluster.webhooks.get(key)?.hooks.find(one => one.name === name);
  return {
    name,
    ...(url === '' ? {} : {url}),
    ...(isObject(service)
      ? {
          service: {
            namespace: textAt(service, 'namespace'),
            name: textAt(service, 'name'),
            path: textAt(service, 'path'),
          },
        }
      : {}),
    ...(known?.fails === undefined || service === undefined ? {} : {fails: known.fails}),
  };
}

function editInBetween({world, cluster}: Inside, name: string): void {
  const found = cluster.namespaces.get(name);
  if (world.foreignEdits === 0 || found === undefined) return;
  world.foreignEdits -= 1;
  found.version = touch(cluster);
}

/** A map of texts at a path; what is no text is left out. */
function textsAt(value: unknown, ...path: readonly string[]): Labels {
  const found = at(value, ...path);
  const all = isObject(found) ? Object.entries(found) : [];
  return Object.fromEntries(
    all.flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
  );
}

/** An object without what stands at some paths, and without what is empty then. */
function without(object: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce((left, path) => removed(left, path.split('.')), object);
}

function removed(object: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  const {[name]: found, ...others} = object;
  if (rest.length === 0 || !isObject(found)) return others;
  const inner = removed(found, rest);
  return Object.keys(inner).length === 0 ? others : {...others, [name]: inner};
}

/** kubernetes/apiserver, pkg/endpoints/handlers/negotiation: NewUnsupportedMediaTypeError. */
function unknownType(types: readonly string[]): Answer {
  const known = `accepted media types include: ${types.join(', ')}`;
  return kubeStatus(415, `the body of the request was in an unknown format - ${known}`);
}

function unplayed(plural: Patched, fields: readonly string[]): Answer {
  return kubeStatus(422, `The sandbox plays only patches of ${fields.join(' and ')} of ${plural}.`);
}
