import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';
import {root} from '../support/child.ts';

/** A file of the repository, as text. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A file of the repository that holds a JSON object. */
export function objectOf(path: string): JsonObject {
  const value: unknown = JSON.parse(textOf(path));
  if (isObject(value)) return value;
  throw new Error(`${path} holds no object`);
}

/** Paths of the files below a folder whose names end like this, sorted; `.terraform` is left out. */
export function filesOf(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .filter(path => path.endsWith(ending) && !/(^|\/)(\.terraform|node_modules)\//.test(path))
    .map(path => `${folder}/${path}`)
    .sort();
}

/** Configuration text without its comments, so that prose proves nothing. */
export function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter(line => !/^\s*#/.test(line))
    .join('\n');
}
