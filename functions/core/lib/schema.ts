import {truncate} from './truncate.ts';
import {isObject} from './json.ts';

// Checks of values from outside: what a plan, the store or a caller hands in. By hand, because the smallest
// library for it (zod/mini, bundled 21 KB) adds 4 ms to each start of a function.

/**
 * Reads a value of unknown form. `at` is where it stands, e.g. `workloads[1].kind`; empty for the whole.
 * @throws Misfit
 */
export type Schema<T> = (value: unknown, at: string) => T;

/** What a schema reads. */
export type Read<S> = S extends Schema<infer T> ? T : never;

/** A value that is not what a schema wants: where it stands and what was wanted. */
export class Misfit extends Error {
  constructor(at: string, wanted: string, value: unknown) {
    const where = at === '' ? 'it' : at;
    super(
      value === undefined
        ? `${where} is missing, and must be ${wanted}`
        : `${where} must be ${wanted}, not ${truncate(JSON.stringify(value), 60)}`,
    );
    this.name = 'Misfit';
  }
}

/** A text that fits a pattern; `wanted` says in words which. */
export function matching(pattern: RegExp, wanted: string): Schema<string> {
  return (value, at) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new Misfit(at, wanted, value);
  };
}

/** A text that is not empty. */
export const someText: Schema<string> = matching(/./s, 'a text that is not empty');

/** One of some words. */
export function oneOf<T extends string>(...words: readonly T[]): Schema<T> {
  return (value, at) => {
    const found = words.find(one => one === value);
    if (found !== undefined) return found;
    throw new Misfit(at, `one of ${words.join(', ')}`, value);
  };
}

/** A list with at least one item. */
export function someOf<T>(item: Schema<T>): Schema<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length === 0) {
      throw new Misfit(at, 'a list that is not empty', value);
    }
    return value.map((one, index) => item(one, `${at}[${index}]`));
  };
}

/** A schema for each field of an object. */
export type Fields = Readonly<Record<string, Schema<unknown>>>;

/** What an object with these fields is. */
export type Shape<F extends Fields> = {readonly [name in keyof F]: Read<F[name]>};

/** An object with these fields and no other: what nobody checks is not carried along. */
export function exactly<F extends Fields>(fields: F): Schema<Shape<F>> {
  const names = Object.keys(fields);
  return (value, at) => {
    if (!isObject(value)) throw new Misfit(at, 'an object', value);
    const more = Object.keys(value).find(name => !Object.hasOwn(fields, name));
    if (more !== undefined) throw new Misfit(within(at, more), 'left out', value[more]);
    const read = names.map(name => [name, fields[name]?.(value[name], within(at, name))]);
    return Object.fromEntries(read) as Shape<F>;
  };
}

/** An object of one of some kinds, told apart by its field `kind`. */
export function kinds<K extends Readonly<Record<string, Fields>>>(
  each: K,
): Schema<{[kind in keyof K & string]: {readonly kind: kind} & Shape<K[kind]>}[keyof K & string]> {
  const names = oneOf(...(Object.keys(each) as (keyof K & string)[]));
  return (value, at) => {
    if (!isObject(value)) throw new Misfit(at, 'an object', value);
    const kind = names(value['kind'], within(at, 'kind'));
    return exactly({...each[kind], kind: oneOf(kind)})(value, at);
  };
}

function within(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}
