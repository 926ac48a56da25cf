import {at, isObject, textAt, type JsonObject} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {nameOf} from './kube-object.ts';

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
 * @throws Fault malformed when it is no list, or an object of it has no name.
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
