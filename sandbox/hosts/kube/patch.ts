import type {Answer} from '../../http/answer.ts';
import type {Call} from '../../http/call.ts';
import {merged} from '../../cluster/change-namespace.ts';
import {touch, workloadKey} from '../../cluster/cluster.ts';
import {kinds, type Plural} from '../../cluster/kinds.ts';
import {startRollout} from '../../cluster/rollout.ts';
import {at, isObject, textAt} from '../../json.ts';
import {get} from './list.ts';
import type {Inside} from './revision-status.ts';
import {conflict, kubeStatus, noSuchObject} from './status.ts';

/** The patch types that say the same for maps of texts: RFC 7396 and Kubernetes' own. */
const types = ['application/merge-patch+json', 'application/strategic-merge-patch+json'];

type Texts = Readonly<Record<string, string | null>>;

/** Labels and annotations of a namespace, or annotations of a workload's pod template. */
export function patch(
  inside: Inside,
  plural: Plural,
  {namespace, name}: {readonly namespace: string; readonly name: string},
  call: Pick<Call, 'body' | 'contentType' | 'query'>,
): Answer {
  if (!types.some(one => call.contentType.startsWith(one))) {
    const known = `only ${types.join(', ')} are supported`;
    return kubeStatus(415, `the body of the request was in an unknown format - ${known}`);
  }
  return plural === 'namespaces'
    ? patchNamespace(inside, name, call)
    : patchWorkload(inside, plural, {namespace, name}, call);
}

function patchNamespace(
  inside: Inside,
  name: string,
  {body, query}: Pick<Call, 'body' | 'query'>,
): Answer {
  const {cluster, world} = inside;
  const found = cluster.namespaces.get(name);
  if (found === undefined) return noSuchObject('namespaces', name);
  const labels = texts(body, 'metadata', 'labels');
  const annotations = texts(body, 'metadata', 'annotations');
  const allowed = only(body, ['metadata']) && only(at(body, 'metadata'), patchedMetadata);
  if (labels === undefined || annotations === undefined || !allowed) return unplayed('namespaces');
  if (world.foreignEdits > 0) {
    world.foreignEdits -= 1;
    found.version = touch(cluster);
  }
  const version = textAt(body, 'metadata', 'resourceVersion');
  if (version !== '' && version !== String(found.version)) return conflict('namespaces', name);
  if (query.get('dryRun') !== 'All') {
    found.labels = merged(found.labels, labels);
    found.annotations = merged(found.annotations, annotations);
    found.version = touch(cluster);
  }
  return get(inside, 'namespaces', '', name);
}

function patchWorkload(
  inside: Inside,
  plural: Plural,
  {namespace, name}: {readonly namespace: string; readonly name: string},
  {body, query}: Pick<Call, 'body' | 'query'>,
): Answer {
  const {cluster, now} = inside;
  const found = cluster.workloads.get(workloadKey({namespace, kind: kinds[plural].kind, name}));
  const newest = found?.templates.at(-1);
  if (found === undefined || newest === undefined) return noSuchObject(plural, name);
  const annotations = texts(body, ...templateMetadata, 'annotations');
  const allowed =
    only(body, ['spec', 'metadata']) &&
    only(at(body, 'metadata') ?? {}, ['resourceVersion']) &&
    only(at(body, 'spec'), ['template']) &&
    only(at(body, 'spec', 'template'), ['metadata']) &&
    only(at(body, ...templateMetadata), ['annotations']);
  if (annotations === undefined || !allowed) return unplayed(plural);
  const version = textAt(body, 'metadata', 'resourceVersion');
  if (version !== '' && version !== String(found.version)) return conflict(plural, name);
  const after = merged(newest.annotations, annotations);
  const isSame = JSON.stringify(after) === JSON.stringify(newest.annotations);
  if (!isSame && query.get('dryRun') !== 'All') startRollout(cluster, found, after, now);
  return get(inside, plural, namespace, name);
}

const templateMetadata = ['spec', 'template', 'metadata'];
const patchedMetadata = ['labels', 'annotations', 'resourceVersion', 'name'];

/** A map of texts at a path, null for those to take away; undefined when something else stands there. */
function texts(value: unknown, ...path: readonly string[]): Texts | undefined {
  const found = at(value, ...path) ?? {};
  return isTexts(found) ? found : undefined;
}

function isTexts(value: unknown): value is Texts {
  return (
    isObject(value) && Object.values(value).every(one => one === null || typeof one === 'string')
  );
}

function only(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && Object.keys(value).every(one => names.includes(one));
}

function unplayed(plural: Plural): Answer {
  const what =
    plural === 'namespaces'
      ? 'labels and annotations of a namespace'
      : "annotations of a workload's pod template";
  return kubeStatus(422, `The sandbox plays only patches of ${what}.`);
}
