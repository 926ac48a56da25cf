import {at, isObject, type JsonObject, listAt, textAt} from '../../../core/lib/json.ts';
import {isDnsLabel, isObjectName} from '../../../core/detection/names.ts';
import type {KubeCondition, Labels} from '../../../core/facts/kubernetes.ts';
import {truncate} from '../../../core/lib/truncate.ts';
import {malformed} from '../../http/failed-attempt.ts';

/** More of a text that a cluster says decides nothing. */
const longestText = 4_096;

/**
 * The name of an object. It may stand in a command: a cluster that gives it another form than Kubernetes allows
 * is not believed. @throws FailedAttempt malformed when it has none, or no such one.
 */
export function nameOf(object: unknown): string {
  const name = textAt(object, 'metadata', 'name') ?? '';
  if (name === '') throw malformed('an object of the list has no name');
  if (!isObjectName(name)) throw malformed(`no object can be called ${quoted(name)}`);
  return name;
}

/** Namespace and name of an object that lives in a namespace. @throws FailedAttempt malformed. */
export function placeOf(object: unknown): {readonly namespace: string; readonly name: string} {
  const name = nameOf(object);
  const namespace = textAt(object, 'metadata', 'namespace') ?? '';
  if (namespace === '') throw malformed(`${quoted(name)} has no namespace`);
  if (!isDnsLabel(namespace)) throw malformed(`no namespace can be called ${quoted(namespace)}`);
  return {namespace, name};
}

/** A name of the cluster's own, told in an error: in quotes, so that a report may take it out. */
export function quoted(text: string): string {
  return JSON.stringify(truncate(text, 80));
}

/**
 * kubectl keeps the whole object in this annotation, which is most of what a list weighs; it decides
 * nothing. https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const bulky = 'kubectl.kubernetes.io/last-applied-configuration';

/** Labels or annotations; none when absent. @throws FailedAttempt malformed when they are no texts. */
export function labelsAt(object: unknown, ...path: readonly string[]): Labels {
  const found = at(object, ...path) ?? {};
  if (!isObject(found)) throw malformed(`${path.join('.')} is no object`);
  const pairs = Object.entries(found).filter(([key]) => key !== bulky);
  return Object.fromEntries(
    pairs.map(([key, value]) => {
      if (typeof value !== 'string') throw malformed(`a value of ${path.join('.')} is no text`);
      return [key, value];
    }),
  );
}

/** A number of things; `absent` where none is told. @throws FailedAttempt malformed when it is none. */
export function countAt(object: unknown, absent: number, ...path: readonly string[]): number {
  const found = at(object, ...path) ?? absent;
  if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
  throw malformed(`${path.join('.')} is no number of things`);
}

/** The objects of a list; none when absent. @throws FailedAttempt malformed when it is no list of objects. */
export function objectsAt(object: unknown, ...path: readonly string[]): readonly JsonObject[] {
  const found = at(object, ...path) ?? [];
  if (Array.isArray(found) && found.every(isObject)) return found;
  throw malformed(`${path.join('.')} is no list of objects`);
}

/** What an object says of itself; what it leaves out is empty, and a status is `Unknown`. */
export function conditionsOf(object: unknown): readonly KubeCondition[] {
  return listAt(object, 'status', 'conditions').map(one => ({
    type: saidAt(one, 'type'),
    status: textAt(one, 'status') ?? 'Unknown',
    reason: saidAt(one, 'reason'),
    message: saidAt(one, 'message'),
  }));
}

function saidAt(object: unknown, field: string): string {
  return truncate(textAt(object, field) ?? '', longestText);
}

/**
 * Whether a controller has seen the newest form of an object.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md
 */
export function isObserved(object: unknown): boolean {
  const seen = countAt(object, 0, 'status', 'observedGeneration');
  return seen >= countAt(object, 0, 'metadata', 'generation');
}

/** One page of a list of objects, read. */
export interface KubePage<T> {
  /** Each object by namespace and name; undefined for one that is left out. */
  readonly facts: readonly (readonly [key: string, fact: T | undefined])[];
  /** Token of the next page; undefined with the last. */
  readonly next: string | undefined;
  /** The version of the whole list, the same on each of its pages; empty when not told. */
  readonly version: string;
}

/**
 * Reads a page of a list. `items` of an empty list may be null.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/list-meta/
 * @throws FailedAttempt malformed when it is no list, or an object of it has no name.
 */
export function parseKubePage<T>(
  data: unknown,
  read: (object: JsonObject) => T | undefined,
): KubePage<T> {
  const kind = textAt(data, 'kind') ?? '';
  if (!kind.endsWith('List')) throw malformed('the answer is no list of objects');
  const items = at(data, 'items') ?? [];
  if (!Array.isArray(items) || !items.every(isObject)) {
    throw malformed(`the items of the ${kind.slice(0, 80)} are no objects`);
  }
  const next = textAt(data, 'metadata', 'continue') ?? '';
  return {
    facts: items.map(one => [keyOf(one), read(one)]),
    next: next === '' ? undefined : next,
    version: textAt(data, 'metadata', 'resourceVersion') ?? '',
  };
}

function keyOf(object: JsonObject): string {
  return `${textAt(object, 'metadata', 'namespace') ?? ''}/${nameOf(object)}`;
}
