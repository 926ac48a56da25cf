import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';
import {root} from '../../tools/root.ts';

/** One exchange with a Google API that somebody else recorded. */
export interface Exchange {
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly request: unknown;
  readonly response: JsonObject;
  /** True: surely of the real service; false: perhaps of the other project's mock. */
  readonly recorded: boolean;
}

/** Where the recorded exchanges are; they are somebody else's and not part of this project. */
const file = process.env['MESH_RESPONDER_WITNESS'] ?? join(root, '../shared/witness/google.ndjson');

/** The project, its number and the rest, as they stand in the sandbox's scenarios. */
const names: Readonly<Record<string, string>> = {
  projectId: 'shop-prod',
  projectNumber: '415104041262',
  uniqueId: 'u1',
  operationID: 'operation-1764-5',
  membershipID: 'member-u1',
};

/**
 * The recorded exchanges with their placeholders (`${projectId}`) filled in; undefined where the file is
 * absent, which is said in one line.
 */
export function recordedExchanges(): readonly Exchange[] | undefined {
  if (!existsSync(file)) {
    console.log(`      (${file} is absent: no recorded answer was compared)`);
    return undefined;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(line => line.trim() !== '').map(exchange);
}

function exchange(line: string): Exchange {
  const filled = line.replace(/\$\{(\w+)\}/g, (_, name: string) => names[name] ?? `${name}-1`);
  const data: unknown = JSON.parse(filled);
  if (!isObject(data)) throw new Error(`${file}: a line is no object`);
  const {method, host, path, status, response} = data;
  if (typeof method !== 'string' || typeof host !== 'string' || typeof path !== 'string') {
    throw new Error(`${file}: an exchange without method, host and path`);
  }
  if (typeof status !== 'number' || !isObject(response)) {
    throw new Error(`${file}: an exchange without an answer`);
  }
  const [bare = '', query = ''] = path.split('?');
  const numbered = query.includes('enum-encoding%3Dint');
  return {
    method,
    host,
    path: bare,
    status,
    request: data['request'],
    response: numbered ? worded(response, host) : response,
    recorded: data['recorded'] === true,
  };
}

/** The words of the enums that were recorded as numbers (`$alt=json;enum-encoding=int`). */
const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // https://github.com/googleapis/googleapis/blob/master/google/firestore/admin/v1/database.proto
  'firestore.googleapis.com': {
    type: ['', 'FIRESTORE_NATIVE', 'DATASTORE_MODE'],
    state: ['', 'CREATING', 'READY', 'NEEDS_REPAIR'],
    order: ['', 'ASCENDING', 'DESCENDING'],
    queryScope: ['', 'COLLECTION', 'COLLECTION_GROUP'],
  },
  // https://github.com/googleapis/googleapis/blob/master/google/pubsub/v1/pubsub.proto
  'pubsub.googleapis.com': {state: ['', 'ACTIVE', 'RESOURCE_ERROR']},
  // https://github.com/googleapis/googleapis/blob/master/google/cloud/resourcemanager/v3/projects.proto
  'cloudresourcemanager.googleapis.com': {state: ['', 'ACTIVE', 'DELETE_REQUESTED']},
};

function worded(object: JsonObject, host: string): JsonObject {
  const change = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one: unknown) => change(one, name));
    if (isObject(value)) return worded(value, host);
    return typeof value === 'number' ? (words[host]?.[name]?.[value] ?? value) : value;
  };
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, name)]),
  );
}
