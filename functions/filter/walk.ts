import {isObject, type JsonObject} from '../core/lib/json.ts';
import type {Path} from './ast.ts';
import type {Check} from './checks.ts';

/** One step down from an object; undefined when there is nothing. */
export type Step = (from: JsonObject) => unknown;

/**
 * Makes the steps of a path. Names that every object inherits are looked up as own fields only.
 * Below `protoPayload` letter case does not count, and the `value` of a packed message is passed
 * through ("Field path identifiers", "Troubleshooting").
 */
export function stepsOf(path: Path, proto: boolean): readonly Step[] {
  return path.map((name, part): Step => {
    const own: Step =
      name in Object.prototype
        ? from => (Object.hasOwn(from, name) ? from[name] : undefined)
        : from => from[name];
    return proto && part > 0 ? protoStep(name, own) : own;
  });
}

/**
 * Whether any value at the end of the steps passes the check. Every element of a list is tried,
 * on the way and at the end, lists in lists too ("Object and array types").
 */
export function someAt(entry: JsonObject, steps: readonly Step[], check: Check): boolean {
  let here: unknown = entry;
  for (let at = 0; at < steps.length; at += 1) {
    if (Array.isArray(here)) return someOf(here, at, steps, check);
    if (!isObject(here)) return false;
    here = steps[at]?.(here);
    if (here === undefined) return false;
  }
  return Array.isArray(here) ? someOf(here, steps.length, steps, check) : check(here);
}

/** Lists may be nested deeper than the stack: what is left to do is kept in arrays. */
function someOf(
  list: readonly unknown[],
  from: number,
  steps: readonly Step[],
  check: Check,
): boolean {
  const values: unknown[] = [list];
  const places = [from];
  while (values.length > 0) {
    const value = values.pop();
    const at = places.pop() ?? 0;
    if (Array.isArray(value)) {
      for (const element of value) {
        values.push(element);
        places.push(at);
      }
    } else if (at === steps.length) {
      if (check(value)) return true;
    } else if (isObject(value)) {
      const next = steps[at]?.(value);
      if (next === undefined) continue;
      values.push(next);
      places.push(at + 1);
    }
  }
  return false;
}

/** Whether any scalar in a value, however deep, passes the check. */
export function someWithin(value: unknown, check: Check): boolean {
  const left = [value];
  while (left.length > 0) {
    const here = left.pop();
    if (Array.isArray(here)) for (const element of here) left.push(element);
    else if (isObject(here)) for (const name in here) left.push(here[name]);
    else if (check(here)) return true;
  }
  return false;
}

function protoStep(name: string, own: Step): Step {
  const lower = name.toLowerCase();
  const named: Step = from => {
    const exact = own(from);
    if (exact !== undefined) return exact;
    for (const key in from) if (key.toLowerCase() === lower) return from[key];
    return undefined;
  };
  return from => {
    const found = named(from);
    if (found !== undefined || typeof from['@type'] !== 'string') return found;
    return isObject(from['value']) ? named(from['value']) : undefined;
  };
}
