import type {JsonObject} from '../../functions/core/lib/json.ts';
import {at, isObject, listAt, textAt} from '../json.ts';
import type {Grant, WorldPatch} from './patch.ts';
import {parseMember} from './parse-member.ts';
import {fieldsOf, named, optional, text, textList} from './read.ts';
import type {Plane} from '../world/world.ts';

const fields = [
  'project',
  'enable',
  'disable',
  'bind',
  'unbind',
  'force',
  'release',
  'cascade',
  'by',
  'memberships',
  'foreignEdits',
  'tug',
  'absent',
  'put',
  'drop',
  'skewSeconds',
] as const;

/**
 * Reads a patch.
 * @throws Error naming the field that is wrong and what it should be.
 */
export function parsePatch(value: unknown): WorldPatch {
  if (!isObject(value)) throw new Error('a world patch is a JSON object');
  const odd = Object.keys(value).find(name => !fields.some(known => known === name));
  if (odd !== undefined)
    throw new Error(`a world patch has no field '${odd}'; it has ${fields.join(', ')}`);
  const membership = textAt(value, 'force', 'membership');
  if (value['force'] !== undefined && membership === '')
    throw new Error('force.membership must name a membership');
  const project = textAt(value, 'project');
  const release = textAt(value, 'release');
  return {
    ...(project === '' ? {} : {project}),
    ...(release === '' ? {} : {release}),
    enable: texts(value, 'enable'),
    disable: texts(value, 'disable'),
    ...optional(value, 'by', text),
    ...optional(value, 'cascade', parseCascade),
    ...optional(value, 'memberships', (found, path) => named(found, path, parseMember)),
    absent: texts(value, 'absent'),
    put: resources(at(value, 'put') ?? {}),
    drop: texts(value, 'drop'),
    ...(value['skewSeconds'] === undefined ? {} : {skewSeconds: count(value, 'skewSeconds')}),
    bind: grants(value, 'bind'),
    unbind: grants(value, 'unbind'),
    ...(membership === '' ? {} : {force: {membership, ...forced(value['force'])}}),
    ...(value['foreignEdits'] === undefined ? {} : {foreignEdits: count(value, 'foreignEdits')}),
    ...(value['tug'] === undefined
      ? {}
      : {
          tug: {
            times: count(value, 'tug', 'times'),
            afterSeconds: count(value, 'tug', 'afterSeconds'),
          },
        }),
  };
}

function parseCascade(value: unknown, path: string) {
  const found = fieldsOf(value, path, ['service', 'dependents']);
  return {
    service: text(found['service'], `${path}.service`),
    dependents: textList(found['dependents'], `${path}.dependents`),
  };
}

function texts(value: unknown, name: string): readonly string[] {
  const found = at(value, name) ?? [];
  if (Array.isArray(found) && found.every(one => typeof one === 'string')) return found;
  throw new Error(`${name} must be a list of texts`);
}

function resources(value: unknown): Readonly<Record<string, JsonObject>> {
  if (!isObject(value)) throw new Error('put must be an object of resources by their names');
  return Object.fromEntries(
    Object.entries(value).map(([name, resource]) => {
      if (!isObject(resource)) throw new Error(`put: ${name} must be an object`);
      return [name, resource];
    }),
  );
}

function grants(value: unknown, name: string): readonly Grant[] {
  return listAt(value, name).map(one => {
    const grant = {role: textAt(one, 'role'), member: textAt(one, 'member')};
    if (grant.role === '' || grant.member === '')
      throw new Error(`${name} must be a list of {role, member}`);
    return grant;
  });
}

function count(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path);
  if (typeof found === 'number' && Number.isFinite(found) && found >= 0) return found;
  throw new Error(`${path.join('.')} must be a number, 0 or more`);
}

function forced(value: unknown) {
  const conditions = listAt(value, 'conditions').filter(isObject);
  return {
    ...plane(value, 'controlPlane'),
    ...plane(value, 'dataPlane'),
    ...(conditions.length > 0 ? {conditions} : {}),
  };
}

function plane<N extends 'controlPlane' | 'dataPlane'>(
  value: unknown,
  name: N,
): Partial<Record<N, Plane>>;
function plane(value: unknown, name: string) {
  const found = at(value, name);
  if (found === undefined) return {};
  const read = {
    state: textAt(found, 'state'),
    code: textAt(found, 'code'),
    details: textAt(found, 'details'),
  };
  if (read.state === '')
    throw new Error(`force.${name}.state must be a lifecycle state, e.g. STALLED`);
  return {[name]: read};
}
