import fc from 'fast-check';
import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';

type Path = readonly string[];
type Edit = (entry: JsonObject) => JsonObject;

/** Where entries have what detection and filters look at. */
const paths: readonly Path[] = [
  ['severity'],
  ['logName'],
  ['textPayload'],
  ['jsonPayload'],
  ['jsonPayload', 'message'],
  ['jsonPayload', 'reason'],
  ['jsonPayload', 'involvedObject'],
  ['jsonPayload', 'involvedObject', 'kind'],
  ['jsonPayload', 'involvedObject', 'apiVersion'],
  ['resource'],
  ['resource', 'type'],
  ['resource', 'labels'],
  ['resource', 'labels', 'project_id'],
  ['resource', 'labels', 'location'],
  ['resource', 'labels', 'cluster_name'],
  ['protoPayload'],
  ['protoPayload', 'serviceName'],
  ['protoPayload', 'methodName'],
  ['protoPayload', 'status'],
  ['protoPayload', 'status', 'message'],
  ['protoPayload', 'status', 'code'],
  ['protoPayload', 'response', 'message'],
  ['protoPayload', 'serviceData', 'policyDelta', 'bindingDeltas'],
];

const space = fc.constantFrom(
  ' ',
  '\n',
  '\t',
  '\r\n',
  '\f',
  '\v',
  '\u00a0',
  '\u2003',
  '\u2028',
  '\ufeff',
  '   ',
);

/** Sharp pieces of text: names, whole sentences and their ends, quotes, words that decide. */
const piece = fc.constantFrom(
  '"',
  '\\"',
  '\\',
  'webhook',
  'failed calling webhook "rev.validation.istio.io": timeout',
  'failed calling webhook "x.example.com": ',
  'Connect Gateway API has not been used in project 640118275930',
  'has not been used in project ',
  '/apis/api/connectgateway.googleapis.com/overview?project=1234567',
  'Unsupported workload pool:',
  ' denied the request',
  'SetIamPolicy',
  'roles/anthosservicemesh.serviceAgent',
  '.sidecar-injector.istio.io"',
  '\ud800',
  'é',
);

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 0, 500, true, [], {}),
  fc.constantFrom('DEFAULT', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'CRITICAL', 'EMERGENCY'),
  fc.constantFrom('error', 'Warning', '500', '400', 'FATAL'),
  fc.constantFrom('k8s_cluster', 'k8s_pod', 'istio_control_plane', 'project', 'K8S_CLUSTER'),
  fc.constantFrom('events', 'projects/harbor-prod/logs/events', 'folders/1/logs/events'),
  fc.constantFrom('projects/harbor-prod/logs/%65vents', 'projects/harbor-prod/logs/Events'),
  fc.constantFrom(
    'projects/harbor-prod/logs/cloudaudit.googleapis.com%2Factivity',
    'projects/harbor-prod/logs/cloudaudit.googleapis.com%2factivity',
    'projects/harbor-prod/logs/cloudaudit.googleapis.com/activity',
  ),
  fc.constantFrom('k8s.io', 'cloudresourcemanager.googleapis.com', 'v3.SetIamPolicy'),
  piece,
);

function get(from: unknown, [head, ...rest]: Path): unknown {
  if (head === undefined) return from;
  return typeof from === 'object' && from !== null
    ? get(Object.entries(from).find(([key]) => key === head)?.[1], rest)
    : undefined;
}

function set(from: unknown, [head, ...rest]: Path, to: unknown): unknown {
  if (head === undefined) return to;
  const object = typeof from === 'object' && from !== null ? from : {};
  return {...object, [head]: set(get(object, [head]), rest, to)};
}

function put(path: Path, to: (old: unknown) => unknown): Edit {
  return entry => {
    const bent = set(entry, path, to(get(entry, path)));
    return isObject(bent) ? bent : entry;
  };
}

function onText(path: Path, change: (text: string) => string): Edit {
  return put(path, old => (typeof old === 'string' ? change(old) : old));
}

const path = fc.constantFrom(...paths);
const messages = fc.constantFrom<Path>(
  ['jsonPayload', 'message'],
  ['textPayload'],
  ['protoPayload', 'status', 'message'],
  ['protoPayload', 'response', 'message'],
);

function edit(corpus: readonly JsonObject[]): fc.Arbitrary<Edit> {
  return fc.oneof(
    fc.tuple(path, value).map(([where, to]) => put(where, () => to)),
    fc.tuple(fc.oneof(messages, path), space, fc.nat(60)).map(([where, blank, nth]) =>
      onText(where, text => {
        let seen = 0;
        return text.replace(/\s+/g, old => (seen++ % 12 === nth % 12 ? blank : old));
      }),
    ),
    fc
      .tuple(messages, space)
      .map(([where, blank]) => onText(where, text => text.replace(/\s+/g, blank))),
    fc
      .tuple(messages, piece, fc.nat(400))
      .map(([where, added, at]) =>
        onText(where, text => `${text.slice(0, at)}${added}${text.slice(at)}`),
      ),
    fc
      .tuple(fc.oneof(messages, path), fc.nat(400))
      .map(([where, at]) => onText(where, text => text.slice(0, at))),
    fc
      .tuple(fc.oneof(messages, path), fc.boolean())
      .map(([where, up]) => onText(where, text => (up ? text.toUpperCase() : text.toLowerCase()))),
    fc.tuple(messages, messages).map(
      ([from, to]): Edit =>
        entry =>
          put(to, () => get(entry, from))(entry),
    ),
    // A message, or all but the payload, of another entry.
    fc
      .tuple(fc.constantFrom(...corpus), messages, messages)
      .map(([other, from, to]) => put(to, old => get(other, from) ?? old)),
    fc
      .tuple(fc.constantFrom(...corpus), fc.constantFrom('resource', 'logName', 'protoPayload'))
      .map(([other, key]) => put([key], () => other[key])),
  );
}

/** An entry, mostly one of `own`, with up to four changes; plain JSON, as entries arrive. */
export function mutated(
  own: readonly JsonObject[],
  corpus: readonly JsonObject[],
): fc.Arbitrary<JsonObject> {
  const base = fc.oneof(
    {weight: 4, arbitrary: fc.constantFrom(...own)},
    {weight: 1, arbitrary: fc.constantFrom(...corpus)},
  );
  return fc.tuple(base, fc.array(edit(corpus), {maxLength: 4})).map(([entry, edits]) => {
    const bent: unknown = JSON.parse(
      JSON.stringify(edits.reduce((old, change) => change(old), entry)),
    );
    return isObject(bent) ? bent : {};
  });
}
