import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';
import {setIamPolicyEntry} from '../../sandbox/entries/audit.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import {foreignEntries} from '../../sandbox/entries/foreign.ts';
import {webhookStorm} from '../../sandbox/entries/webhook.ts';
import {meshAgent, meshRole} from '../../sandbox/world/policy.ts';

const place = {
  project: 'shop-prod',
  cluster: 'prod-eu-1',
  location: 'europe-west1',
  fleetNumber: '415104041262',
};
const at = Date.UTC(2026, 10, 22, 6, 12);

/**
 * What sinks deliver in a bad hour, in the shares of one: mostly the events of a storm, some
 * complaints of the control plane, policy changes, and entries that look like ours and are not.
 * @param size bytes of JSON that each has at least.
 * @param where they are filled up to it: in fields beside the message, or in the message. An event's
 * message has at most 1 kB in reality.
 */
export function delivered(size: number, where: 'fields' | 'message'): readonly JsonObject[] {
  if (size < least) return [bare()];
  const storm = webhookStorm(place, ['shop', 'payments', 'search'], 24, at);
  const complaints = [0, 1, 2, 3].map(minutes => gatewayEntry(place, at - minutes * 60_000));
  const changes = (['REMOVE', 'ADD'] as const).map((action, serial) =>
    setIamPolicyEntry({
      project: place.project,
      deltas: [{action, role: meshRole, member: meshAgent(place.fleetNumber)}],
      principal: 'terraform@shop-ops.iam.gserviceaccount.com',
      serial,
      now: at,
    }),
  );
  const entries = [...storm, ...complaints, ...changes, ...foreignEntries(place, at)];
  return entries.map(entry => filled(entry, size, where));
}

/** Less than this has no entry that could be a finding. */
const least = 1_000;

/** The least that a sink delivers of a program's output: 200 bytes. */
function bare(): JsonObject {
  return {
    insertId: 'bare-1',
    logName: `projects/${place.project}/logs/stdout`,
    resource: {type: 'k8s_container'},
    textPayload: 'GET /healthz?verbose=1 HTTP/1.1 200 in 1 ms',
    timestamp: new Date(at).toISOString(),
  };
}

/** One of the storm's entries, another for each number. */
export function stormEntry(number: number): JsonObject {
  const [entry] = webhookStorm(place, ['shop'], 1, at);
  return {...filled({...entry}, 2_000, 'fields'), insertId: `storm-${number}`};
}

/** An entry that a sink may deliver and that is nobody's business. */
export function otherEntry(): JsonObject {
  const [certificates] = foreignEntries(place, at);
  return filled({...certificates}, 2_000, 'fields');
}

function filled(entry: JsonObject, size: number, where: 'fields' | 'message'): JsonObject {
  const missing = size - JSON.stringify(entry).length;
  if (missing <= 0) return entry;
  const payload = ['jsonPayload', 'protoPayload'].find(name => isObject(entry[name]));
  const {textPayload} = entry;
  if (payload === undefined)
    return {...entry, textPayload: `${String(textPayload)}${prose(missing)}`};
  const body = {...(entry[payload] as JsonObject)};
  const {message} = body;
  const more =
    where === 'message' && typeof message === 'string'
      ? {message: `${message}${prose(missing)}`}
      : {annotations: fields(missing)};
  return {...entry, [payload]: {...body, ...more}};
}

function prose(length: number): string {
  const line =
    '\n\tat k8s.io/apiserver/pkg/endpoints/handlers.(*tracer).admit(create.go:184): retrying';
  return line.repeat(Math.ceil(length / line.length)).slice(0, length);
}

function fields(length: number): JsonObject {
  const each = 110;
  const count = Math.max(1, Math.round(length / each));
  return Object.fromEntries(
    Array.from({length: count}, (_, index) => [
      `autoscaling.alpha.kubernetes.io/condition-${index}`,
      'the last scale time was old enough to warrant a new scale',
    ]),
  );
}
