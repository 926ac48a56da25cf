import type {ActionManifest} from './action.ts';
import {errorText} from '../lib/error.ts';
import {isObject, type JsonObject} from '../lib/json.ts';
import type {RunbookManifest} from './runbook.ts';

/** Reads an `action.json`. @throws Error naming the field that is missing or of a wrong type. */
export function actionManifest(json: unknown): ActionManifest {
  const read = fields(json, 'action.json');
  const risk = read.text('risk');
  if (risk !== 'low' && risk !== 'high') {
    throw new Error(`action.json of ${read.text('id')}: risk must be low or high, not ${risk}`);
  }
  const alone = read.textOr('alone');
  if (alone !== undefined && alone !== 'project' && alone !== 'cluster') {
    throw new Error(
      `action.json of ${read.text('id')}: alone must be project or cluster, not ${alone}`,
    );
  }
  const inverse = read.textOr('inverse');
  return {
    id: read.text('id'),
    ...(alone === undefined ? {} : {alone}),
    ...(inverse === undefined ? {} : {inverse}),
    risk,
    permissions: read.list('permissions'),
    apis: read.list('apis'),
    atOnce: read.count('atOnce'),
  };
}

/**
 * Reads a `runbook.json`; `causesOf` is the causal graph.
 * @throws Error naming the field that is missing or of a wrong type.
 */
export function runbookManifest(
  json: unknown,
  causesOf: (id: string) => readonly string[],
): RunbookManifest {
  const read = fields(json, 'runbook.json');
  const id = read.text('id');
  const filter = read.list('filter').join('\n');
  return {
    id,
    title: read.text('title'),
    filter: filter.trim() === '' ? undefined : filter,
    pollMinutes: read.countOr('pollMinutes', 1),
    permissions: read.list('permissions'),
    actions: read.list('actions'),
    causes: causesOf(id),
    page: read.text('page'),
  };
}

/** The fields of a private runbook's `runbook.json`; it names its causes itself. */
const privateFields = [
  'id',
  'title',
  'page',
  'filter',
  'permissions',
  'actions',
  'causes',
  'pollMinutes',
];

/** What is wrong with the form of a private runbook's `runbook.json`, of the path `file`: all of it. */
export function privateManifestFaults(json: unknown, file: string): readonly string[] {
  const read = fields(json, file);
  const object: JsonObject = isObject(json) ? json : {};
  const more = Object.keys(object).filter(name => !privateFields.includes(name));
  return [
    ...faultsOf(
      ...['id', 'title', 'page'].map(name => () => read.text(name)),
      ...['filter', 'permissions', 'actions'].map(name => () => read.list(name)),
      ...(Object.hasOwn(object, 'causes') ? [() => read.list('causes')] : []),
      () => read.countOr('pollMinutes', 1),
    ),
    ...more.map(name => `${file} has ${name}, which is none of ${privateFields.join(', ')}`),
  ];
}

/** Reads a private runbook's `runbook.json`. @throws Error naming the first field that is wrong. */
export function privateManifest(json: unknown): RunbookManifest {
  const own = isObject(json) && Object.hasOwn(json, 'causes');
  const causes = own ? fields(json, 'runbook.json').list('causes') : [];
  return {...runbookManifest(json, () => causes), isPrivate: true};
}

function faultsOf(...reads: readonly (() => unknown)[]): readonly string[] {
  return reads.flatMap(read => {
    try {
      read();
      return [];
    } catch (error) {
      return [errorText(error)];
    }
  });
}

function fields(json: unknown, file: string) {
  const object: JsonObject = isObject(json) ? json : {};
  const id = typeof object['id'] === 'string' ? object['id'] : '(no id)';
  const wrong = (name: string, wanted: string): Error =>
    new Error(
      Object.hasOwn(object, name)
        ? `${file} of ${id}: ${name} must be ${wanted}`
        : `${file} of ${id} lacks ${name}, which must be ${wanted}`,
    );
  const count = (name: string): number => {
    const value = object[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    throw wrong(name, 'a whole number above 0');
  };
  const text = (name: string): string => {
    const value = object[name];
    if (typeof value === 'string' && value !== '') return value;
    throw wrong(name, 'a text');
  };
  return {
    count,
    countOr: (name: string, usual: number): number =>
      Object.hasOwn(object, name) ? count(name) : usual,
    text,
    textOr: (name: string): string | undefined =>
      Object.hasOwn(object, name) ? text(name) : undefined,
    list(name: string): readonly string[] {
      const value = object[name];
      if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value;
      throw wrong(name, 'a list of texts');
    },
  };
}
