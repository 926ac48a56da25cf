import type {JsonObject} from '../../functions/core/lib/json.ts';
import {isObject, listAt, textAt} from '../json.ts';

/** What a patch makes of an object; undefined when the patch does not fit it. */
type Patched = (object: unknown, patch: unknown) => unknown;

const jsonPatch = 'application/json-patch+json';
const mergePatch = 'application/merge-patch+json';
const strategic = 'application/strategic-merge-patch+json';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply; apply is not played. */
const types: Readonly<Record<string, Patched>> = {
  [jsonPatch]: applyOperations,
  [mergePatch]: merge,
  [strategic]: mergeStrategically,
};

/** The patch types that a kind takes; custom resources have no strategy to merge by. */
export function patchTypes(isCustom: boolean): readonly string[] {
  return Object.keys(types).filter(one => !isCustom || one !== strategic);
}

/** An object after a patch of one of `patchTypes`; undefined when the patch does not fit it. */
export function applyPatch(
  type: string,
  object: JsonObject,
  patch: unknown,
): JsonObject | undefined {
  const after = types[type]?.(object, patch);
  return isObject(after) ? after : undefined;
}

/** RFC 7396. */
function merge(before: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  return mergeFields(before, patch, merge);
}

function mergeFields(before: unknown, patch: JsonObject, each: Patched): JsonObject {
  const after = new Map(Object.entries(isObject(before) ? before : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) after.delete(name);
    else after.set(name, each(after.get(name), value));
  }
  return Object.fromEntries(after);
}

/**
 * Kubernetes' own merge: as RFC 7396, but lists of named things are merged by their names.
 * https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
function mergeStrategically(before: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) return mergeNamed(Array.isArray(before) ? before : [], patch);
  if (!isObject(patch)) return patch;
  const [directives, fields] = split(patch);
  const after = mergeFields(
    textAt(patch, '$patch') === 'replace' ? {} : before,
    fields,
    mergeStrategically,
  );
  const ordered = Object.keys(directives).flatMap(one => {
    const [, name = ''] = /^\$setElementOrder\/(.+)$/.exec(one) ?? [];
    return name === '' || !Array.isArray(after[name])
      ? []
      : [[name, order(after[name], listAt(patch, one))]];
  });
  return {...after, ...Object.fromEntries(ordered)};
}

function split(patch: JsonObject): readonly [JsonObject, JsonObject] {
  const all = Object.entries(patch);
  const isDirective = ([name]: readonly [string, unknown]) => name.startsWith('$');
  return [
    Object.fromEntries(all.filter(isDirective)),
    Object.fromEntries(all.filter(one => !isDirective(one))),
  ];
}

function mergeNamed(before: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  if (![...before, ...patch].every(one => textAt(one, 'name') !== '')) return patch;
  const after = new Map(before.map(one => [textAt(one, 'name'), one]));
  for (const one of patch) {
    const name = textAt(one, 'name');
    if (textAt(one, '$patch') === 'delete') after.delete(name);
    else after.set(name, mergeStrategically(after.get(name), one));
  }
  return [...after.values()];
}

function order(list: readonly unknown[], names: readonly unknown[]): readonly unknown[] {
  const place = new Map(names.map((one, at) => [textAt(one, 'name'), at]));
  const placeOf = (one: unknown) => place.get(textAt(one, 'name')) ?? list.length;
  return [...list].sort((a, b) => placeOf(a) - placeOf(b));
}

/** RFC 6902, as far as one adds, replaces, removes and tests. */
function applyOperations(object: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) return undefined;
  const holder = {root: structuredClone(object)};
  for (const one of operations as readonly unknown[]) {
    const path = textAt(one, 'path');
    const steps = ['root', ...path.split('/').slice(1).map(unescape)];
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>(step, holder);
    const value = isObject(one) ? one['value'] : undefined;
    if (!operate(textAt(one, 'op'), parent, last, value)) return undefined;
  }
  return holder.root;
}

function unescape(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

function step(here: unknown, name: string): unknown {
  if (Array.isArray(here)) return (here as readonly unknown[])[Number(name)];
  return isObject(here) ? here[name] : undefined;
}

/** Carries one operation out; false when it does not fit. */
function operate(op: string, parent: unknown, name: string, value: unknown): boolean {
  const known = step(parent, name);
  if (op === 'test') return JSON.stringify(known) === JSON.stringify(value);
  if (op !== 'add' && op !== 'replace' && op !== 'remove') return false;
  if (op !== 'add' && known === undefined) return false;
  if (Array.isArray(parent)) {
    const at = name === '-' ? parent.length : Number(name);
    if (!Number.isInteger(at) || at > parent.length) return false;
    parent.splice(at, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    return true;
  }
  if (typeof parent !== 'object' || parent === null) return false;
  if (op === 'remove') Reflect.deleteProperty(parent, name);
  else Reflect.set(parent, name, value);
  return true;
}
