import type {Path} from './ast.ts';
import {choice} from './error.ts';

/** Types of the scalar fields that LogEntry itself defines. */
export type FieldType = 'string' | 'bool' | 'int' | 'duration' | 'timestamp' | 'severity';

/** `map`: text by key; `struct`: any JSON; `proto`: a message whose type the entry names. */
type Shape = FieldType | 'map' | 'struct' | 'proto' | {readonly [name: string]: Shape};

const apphub: Shape = {
  application: {container: 'string', location: 'string', id: 'string'},
  service: {id: 'string', environmentType: 'string', criticalityType: 'string'},
  workload: {id: 'string', environmentType: 'string', criticalityType: 'string'},
};

/** Source: https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry and logging v2 discovery. */
const entry: Readonly<Record<string, Shape>> = {
  logName: 'string',
  resource: {type: 'string', labels: 'map'},
  timestamp: 'timestamp',
  receiveTimestamp: 'timestamp',
  severity: 'severity',
  insertId: 'string',
  httpRequest: {
    requestMethod: 'string',
    requestUrl: 'string',
    requestSize: 'int',
    status: 'int',
    responseSize: 'int',
    userAgent: 'string',
    remoteIp: 'string',
    serverIp: 'string',
    referer: 'string',
    latency: 'duration',
    cacheLookup: 'bool',
    cacheHit: 'bool',
    cacheValidatedWithOriginServer: 'bool',
    cacheFillBytes: 'int',
    protocol: 'string',
  },
  labels: 'map',
  metadata: {systemLabels: 'struct', userLabels: 'map'},
  operation: {id: 'string', producer: 'string', first: 'bool', last: 'bool'},
  trace: 'string',
  spanId: 'string',
  traceSampled: 'bool',
  sourceLocation: {file: 'string', line: 'int', function: 'string'},
  split: {uid: 'string', index: 'int', totalSplits: 'int'},
  // A list of messages: without elements there is nothing to compare, as in a payload.
  errorGroups: 'struct',
  apphub,
  apphubDestination: apphub,
  apphubSource: apphub,
  otel: 'struct',
  textPayload: 'string',
  jsonPayload: 'struct',
  protoPayload: 'proto',
};

/**
 * What a path leads to.
 * - a `FieldType`: a scalar of LogEntry itself, which has a default when it is unset;
 * - `object`: a message, map or payload as a whole;
 * - `open`: inside a map or payload, where the entry decides what there is;
 * - `unknown`: nowhere; `part` is the index of the part that does not exist.
 */
export type Resolved =
  | {readonly kind: FieldType | 'object'}
  | {readonly kind: 'open'; readonly proto: boolean}
  | {
      readonly kind: 'unknown';
      readonly part: number;
      readonly reason: string;
      readonly expected: readonly string[];
    };

/** Finds what a path leads to ("Field path identifiers": letter case counts). */
export function resolve(path: Path): Resolved {
  let shape: Shape = entry;
  for (const [part, name] of path.entries()) {
    const above = path.slice(0, part).join('.');
    if (typeof shape === 'object') {
      const next: Shape | undefined = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (next === undefined)
        return unknown(part, name, above === '' ? 'LogEntry' : above, Object.keys(shape));
      shape = next;
    } else if (shape === 'struct' || shape === 'proto') {
      return {kind: 'open', proto: shape === 'proto'};
    } else if (shape === 'map') {
      if (path.length === part + 1) return {kind: 'open', proto: false};
      const reason = `${above} holds text by key: a key with dots must be quoted as a whole`;
      return {kind: 'unknown', part: part + 1, reason, expected: []};
    } else {
      return {
        kind: 'unknown',
        part,
        reason: `${above} is a ${shape} and has no fields`,
        expected: [],
      };
    }
  }
  return typeof shape === 'object' || shape === 'map' || shape === 'struct' || shape === 'proto'
    ? {kind: 'object'}
    : {kind: shape};
}

function unknown(part: number, name: string, owner: string, names: readonly string[]): Resolved {
  const plain = name.replaceAll('_', '').toLowerCase();
  const near = names.filter(known => known.toLowerCase() === plain);
  const expected = near.length > 0 ? near : names;
  const reason = `${owner} has no field "${name}"${near.length > 0 ? `, did you mean ${choice(near)}?` : ''}`;
  return {kind: 'unknown', part, reason, expected};
}
