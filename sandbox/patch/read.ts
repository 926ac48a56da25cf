import type {JsonObject} from '../../functions/core/lib/json.ts';
import {isObject} from '../json.ts';

// Reading of values that people wrote: each verb takes the path of the value and says, in an error, what
// should stand there.

/** Reads one value. @throws Error naming the path. */
export type Read<T> = (value: unknown, path: string) => T;

/** An object. */
export function object(value: unknown, path: string): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`${path} must be an object`);
}

/** An object that has no fields but these. */
export function fieldsOf(value: unknown, path: string, fields: readonly string[]): JsonObject {
  const found = object(value, path);
  const odd = Object.keys(found).find(name => !fields.includes(name));
  if (odd === undefined) return found;
  throw new Error(`${path} has no field '${odd}'; it has ${fields.join(', ')}`);
}

/** A text. */
export function text(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${path} must be a text`);
}

/** A list of texts. */
export function textList(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value;
  throw new Error(`${path} must be a list of texts`);
}

/** True or false. */
export function flag(value: unknown, path: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Error(`${path} must be true or false`);
}

/** A whole number, 0 or more. */
export function number(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`${path} must be a whole number, 0 or more`);
}

/** One of a few words or numbers. */
export function oneOf<const T extends readonly (string | number)[]>(...known: T): Read<T[number]> {
  return (value, path) => {
    const found = known.find(one => one === value);
    if (found !== undefined) return found;
    throw new Error(`${path} must be one of ${known.join(', ')}`);
  };
}

/** Null, or what `read` reads. */
export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, path) => (value === null ? null : read(value, path));
}

/** Things by name. */
export function named<T>(value: unknown, path: string, read: Read<T>): Readonly<Record<string, T>> {
  const all = Object.entries(object(value, path));
  return Object.fromEntries(all.map(([name, one]) => [name, read(one, `${path}.${name}`)]));
}

/** Things by name, of which null takes one away. */
export function changes<T>(read: Read<T>): Read<Readonly<Record<string, T | null>>> {
  return (value, path) => named(value, path, orNull(read));
}

/** The field of an object where it has one; nothing where it has none. */
export function optional<N extends string, T>(
  value: JsonObject,
  name: N,
  read: Read<T>,
  path?: string,
): Partial<Record<N, T>>;
export function optional(value: JsonObject, name: string, read: Read<unknown>, path = '') {
  const found = value[name];
  return found === undefined ? {} : {[name]: read(found, path === '' ? name : `${path}.${name}`)};
}
