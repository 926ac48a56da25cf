import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Answer} from '../http/answer.ts';
import type {Plural} from '../cluster/kinds.ts';
import {at} from '../json.ts';
import {type KubeObject, metadataOf, objectsOf} from './objects/objects.ts';
import type {Inside} from './objects/revision-status.ts';
import {type FieldRequirement, parseFieldSelector, parseSelector} from './selector.ts';
import {kubeStatus, nobody, typeOf} from './status.ts';

/** The name of an object in its kind. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** What of a kind is asked for: the namespace, '' for all, and the selectors. */
export interface Wanted {
  readonly plural: Plural;
  readonly namespace: string;
  readonly query: URLSearchParams;
}

/** What is wanted, in the order in which etcd has it: by namespace and name; or why there is no answer. */
export function select(
  inside: Inside,
  {plural, namespace, query}: Wanted,
): {readonly objects: readonly KubeObject[]} | {readonly answer: Answer} {
  const all = objectsOf(plural, inside);
  if (all === undefined) return {answer: nobody};
  const selects = parseSelector(query.get('labelSelector') ?? '');
  if (selects === undefined)
    return {answer: kubeStatus(400, 'unable to parse requirement of labelSelector')};
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '');
  const odd = fields?.find(one => !selectable(plural, one.path));
  if (fields === undefined || odd !== undefined) {
    const text = `field label not supported: ${odd?.path ?? query.get('fieldSelector') ?? ''}`;
    return {answer: kubeStatus(400, text)};
  }
  const isWanted = (one: KubeObject) =>
    (namespace === '' || one.namespace === namespace) &&
    selects(one.labels) &&
    (fields.length === 0 || fields.every(asked => has(view(inside, plural, one), asked)));
  return {objects: all.filter(isWanted).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))};
}

/** Fields that a kind can be selected by: kubernetes/kubernetes, pkg/apis/core/v1/conversion.go. */
function selectable(plural: Plural, path: string): boolean {
  if (path === 'metadata.name' || path === 'metadata.namespace') return true;
  if (plural === 'pods') return path === 'status.phase' || path === 'spec.nodeName';
  return (
    plural === 'events' &&
    /^(involvedObject\.\w+|reason|type|source|reportingComponent)$/.test(path)
  );
}

function has(object: JsonObject, {path, value, not}: FieldRequirement): boolean {
  const found = at(object, ...path.split('.')) ?? '';
  return (found === value) !== not;
}

/** The object of this name. */
export function findObject(
  inside: Inside,
  plural: Plural,
  {namespace, name}: Named,
): KubeObject | undefined {
  const found = objectsOf(plural, inside) ?? [];
  return found.find(each => each.namespace === namespace && each.name === name);
}

/** An object as JSON. */
export function view(inside: Inside, plural: Plural, one: KubeObject): JsonObject {
  const metadata = metadataOf(one, inside.cluster, inside.world.startedAt);
  return {...typeOf(plural), metadata, ...one.rest()};
}

/** By what etcd orders objects. */
export function keyOf({namespace, name}: KubeObject): string {
  return `${namespace}/${name}`;
}
