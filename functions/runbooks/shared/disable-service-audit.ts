import {phrase} from '../../core/texts/texts.ts';
import {type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {at, listAt, textAt} from '../../core/lib/json.ts';
import {type Phrase} from '../../core/texts/phrase.ts';

/**
 * The calls that turn an API off, and the service that logs each. Service Usage's own:
 * https://docs.cloud.google.com/service-usage/docs/audit-logging . Older clients called Service Management
 * (`services.disable`); a public metric of such entries names its service and method:
 * `google_logging_metric.servicemanagement_modify`, filter `protoPayload.methodName=
 * "google.api.servicemanagement.v1.ServiceManager.DisableService"`. What its DeactivateServices writes is
 * not known, so it is left to the poll.
 */
const methods: Readonly<Record<string, string>> = {
  'google.api.serviceusage.v1.ServiceUsage.DisableService': 'serviceusage.googleapis.com',
  'google.api.serviceusage.v1beta1.ServiceUsage.DisableService': 'serviceusage.googleapis.com',
  'google.api.servicemanagement.v1.ServiceManager.DisableService':
    'servicemanagement.googleapis.com',
};

/**
 * gcloud alpha and beta turn an API off by writing the consumer policy anew, without a rule for it. The entry
 * cannot tell what was on before, nobody has published one, and the audited methods do not list it: the
 * poll finds what is missed.
 */
const policyChange = /^google\.api\.serviceusage\.v2\w{0,12}\.ServiceUsage\.UpdateConsumerPolicy$/;

/** What an audit entry says of APIs that somebody turned off. */
export type TurnedOff =
  | {
      readonly kind: 'off';
      /** The API of the call, and those that depend on it and went off with it. */
      readonly services: readonly string[];
      /** Who made the call, as the entry says; shown, never trusted. */
      readonly by: string;
      /** The same for all entries of one call. */
      readonly occurrence: string;
    }
  /** A change of the consumer policy: it does not say what it turned off. */
  | {readonly kind: 'untold'; readonly reason: Phrase}
  /** A call that turned nothing off, or has not yet. */
  | {readonly kind: 'not'; readonly services: readonly string[]; readonly reason: Phrase};

/**
 * Reads the Admin Activity entry of a call that turns an API off; undefined for every other entry. The
 * call is a long-running operation: only its last entries tell that it is done, and one of them names
 * all APIs that went off with it (`response.services`). Shape: a public sample of EnableService of
 * February 2024 with `google.api.tenant.apis.shared.activation.CrossLoggingResponse`.
 */
export function turnedOffIn(entry: LogEntry): TurnedOff | undefined {
  const {proto, operation} = entry;
  if (proto === undefined || entry.log !== 'cloudaudit.googleapis.com/activity') return undefined;
  const method = textAt(proto, 'methodName') ?? '';
  if (policyChange.test(method)) {
    return {kind: 'untold', reason: phrase('foreign.policy-change')};
  }
  const logging = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (logging === undefined) return undefined;
  const services = servicesIn(proto);
  const code = at(proto, 'status', 'code');
  if (atLeast(entry.severity, 'ERROR') || (code !== undefined && code !== 0)) {
    return {kind: 'not', services, reason: phrase('foreign.switch-failed')};
  }
  if (operation !== undefined && operation['last'] !== true) {
    return {kind: 'not', services, reason: phrase('foreign.switch-begun')};
  }
  const reported =
    entry.resourceType === 'audited_resource' && textAt(proto, 'serviceName') === logging;
  if (!reported) {
    const resource = entry.resourceType || 'no resource type';
    return {kind: 'not', services, reason: phrase('foreign.quoted', {resource})};
  }
  return {
    kind: 'off',
    services,
    by: textAt(proto, 'authenticationInfo', 'principalEmail') ?? 'unknown principal',
    occurrence: textAt(operation, 'id') ?? `${entry.insertId}|${entry.at ?? ''}`,
  };
}

function servicesIn(proto: NonNullable<LogEntry['proto']>): readonly string[] {
  const names: readonly unknown[] = [
    textAt(proto, 'resourceName'),
    textAt(proto, 'request', 'serviceName'),
    textAt(proto, 'response', 'service', 'name'),
    ...listAt(proto, 'response', 'services'),
  ];
  const services = new Set<string>();
  for (const name of names) if (typeof name === 'string') services.add(lastPart(name));
  services.delete('');
  return [...services];
}

/** `projects/731904822156/services/mesh.googleapis.com`, or only its end. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
