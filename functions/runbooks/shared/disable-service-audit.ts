import {phrase} from '../../core/texts/texts.ts';
import {type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {at, listAt, textAt} from '../../core/lib/json.ts';
import {type Phrase} from '../../core/texts/phrase.ts';

const methods: readonly string[] = [
  'google.api.serviceusage.v1.ServiceUsage.DisableService',
  'google.api.serviceusage.v1beta1.ServiceUsage.DisableService',
];

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
  if (proto === undefined || !methods.includes(textAt(proto, 'methodName') ?? '')) return undefined;
  if (entry.log !== 'cloudaudit.googleapis.com/activity') return undefined;
  const services = servicesIn(proto);
  const code = at(proto, 'status', 'code');
  if (atLeast(entry.severity, 'ERROR') || (code !== undefined && code !== 0)) {
    return {kind: 'not', services, reason: phrase('foreign.switch-failed')};
  }
  if (operation !== undefined && operation['last'] !== true) {
    return {kind: 'not', services, reason: phrase('foreign.switch-begun')};
  }
  const reported =
    entry.resourceType === 'audited_resource' &&
    textAt(proto, 'serviceName') === 'serviceusage.googleapis.com';
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
    textAt(proto, 'response', 'service', 'name'),
    ...listAt(proto, 'response', 'services'),
  ];
  const services = names.flatMap(name => (typeof name === 'string' ? [lastPart(name)] : []));
  return [...new Set(services)].filter(one => one !== '');
}

/** `projects/731904822156/services/mesh.googleapis.com`, or only its end. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
