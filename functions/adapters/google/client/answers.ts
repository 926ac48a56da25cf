import {malformed} from '../../http/failed-attempt.ts';
import {isObject, listAt, textAt, type JsonObject} from '../../../core/lib/json.ts';

/** One page of a list; `next` is absent with the last. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A list has fewer pages than this, or is not one that a deployment makes. */
const mostPages = 20;

/** All pages of a list. @throws CallError. */
export async function everyPage<T>(
  page: (token: {readonly pageToken?: string}) => Promise<Listed<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: {readonly pageToken?: string} = {};
  for (let pages = 0; pages < mostPages; pages += 1) {
    const {items, next} = await page(token);
    all.push(...items);
    if (next === undefined) break;
    token = {pageToken: next};
  }
  return all;
}

/** The objects of a list's page; `{}` is an empty one. @throws FailedAttempt malformed when it is no page. */
export function listed<T>(data: unknown, field: string, item: (one: JsonObject) => T): Listed<T> {
  const page = objectOf(data);
  const next = textAt(page, 'nextPageToken') ?? '';
  const items = listIn(page, field).map(one => item(objectOf(one)));
  return next === '' ? {items} : {items, next};
}

/** A list of an answer; absent is empty. @throws FailedAttempt malformed when the answer or the field is of another kind. */
export function listIn(data: unknown, field: string): readonly unknown[] {
  const found = objectOf(data)[field] ?? [];
  if (Array.isArray(found)) return found;
  throw malformed(`${field} of the answer is no list`);
}

/** The answer as an object. @throws FailedAttempt malformed when it is none. */
export function objectOf(data: unknown): JsonObject {
  if (isObject(data)) return data;
  throw malformed('the answer is no object');
}

/** A text that the answer must have. @throws FailedAttempt malformed. */
export function textOf(data: unknown, ...path: readonly string[]): string {
  const found = textAt(data, ...path) ?? '';
  if (found === '') throw malformed(`the answer has no ${path.join('.')}`);
  return found;
}

/** The texts of a list of the answer; what is no text is left out. */
export function textsOf(data: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(data, ...path).filter(one => typeof one === 'string');
}
