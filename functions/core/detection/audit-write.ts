import {at, listAt, textAt} from '../lib/json.ts';
import {truncate} from '../lib/truncate.ts';
import {label, type LogEntry} from './entry.ts';
import {type Thing, things} from './audit-trace.ts';

/** One call that changed something, or tried to, as the Cloud Audit Log has it. Texts from outside, clamped. */
export interface AuditWrite {
  /** The entry's own id, which tells it from others of its log. */
  readonly id: string;
  /** The id of the project whose log has it. */
  readonly project: string;
  /** Who Google says called. */
  readonly principal: string;
  readonly service: string;
  readonly method: string;
  readonly resource: string;
  /** What it is about; none: the entry does not say, so that it may be about anything. */
  readonly things: readonly Thing[];
  /** When it was called, epoch ms. */
  readonly at: number;
  /** Nothing was changed: it was refused, or failed. */
  readonly failed: boolean;
  /** A call that takes long has an entry of its beginning and one of its end with the same id. */
  readonly operation?: string;
  /** True: an entry of an operation's end, which may come long behind its call. */
  readonly isEnd: boolean;
  /** True: asked for as a trial (`dryRun=All`), which keeps nothing. */
  readonly trial: boolean;
}

const longest = 240;

/**
 * Reads an entry of the audit log; undefined for one that is none, or that names nobody or no time.
 * https://docs.cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */
export function auditWriteOf(entry: LogEntry, project: string): AuditWrite | undefined {
  const {proto, operation, insertId, raw} = entry;
  const principal = textAt(proto, 'authenticationInfo', 'principalEmail') ?? '';
  const time = Date.parse(textAt(raw, 'timestamp') ?? '');
  const method = textAt(proto, 'methodName') ?? '';
  if (principal === '' || method === '' || Number.isNaN(time)) return undefined;
  const code = at(proto, 'status', 'code');
  const id = textAt(operation, 'id') ?? '';
  const resource = textAt(proto, 'resourceName') ?? '';
  return {
    id: truncate(insertId, longest),
    project,
    principal: truncate(principal, longest),
    service: truncate(serviceOf(textAt(proto, 'serviceName') ?? '', method), longest),
    method: truncate(method, longest),
    resource: truncate(resource, longest),
    things: thingsOf(entry, resource),
    at: time,
    failed: typeof code === 'number' && code !== 0,
    ...(id === '' ? {} : {operation: truncate(id, longest)}),
    isEnd: at(operation, 'last') === true && at(operation, 'first') !== true,
    trial: isTrial(entry),
  };
}

/** What stands behind the last dot of a method's name: `google.container.v1.ClusterManager.UpdateCluster`. */
export function callOf({method}: Pick<AuditWrite, 'method'>): string {
  return method.slice(method.lastIndexOf('.') + 1);
}

/** One of the entries of a ServiceUsage call has no service name (a public sample of 2024). */
function serviceOf(service: string, method: string): string {
  if (service !== '') return service;
  return method.startsWith('google.api.serviceusage.') ? 'serviceusage.googleapis.com' : '';
}

function thingsOf(entry: LogEntry, resource: string): readonly Thing[] {
  const {proto} = entry;
  const method = textAt(proto, 'methodName') ?? '';
  if (method.endsWith('SetIamPolicy') && /^projects\/[^/]+$/.test(resource)) return [things.policy];
  if (entry.resourceType === 'k8s_cluster') return objectOf(entry, resource);
  const services = [
    ...(/\/services\/([^/]+)$/.exec(resource)?.[1]?.split(',') ?? []),
    ...[...listAt(proto, 'request', 'serviceIds'), ...listAt(proto, 'request', 'service_ids')],
  ].filter(one => typeof one === 'string');
  const [, place = '', cluster = ''] =
    /\/(?:locations|zones)\/([^/]+)\/clusters\/([^/]+)/.exec(resource) ?? [];
  const [, location = '', membership = ''] =
    /\/locations\/([^/]+)\/(?:gkeMemberships|memberships)\/([^/]+)/.exec(resource) ?? [];
  return [
    ...services.map(one => things.service(one)),
    ...(cluster === '' ? [] : [things.cluster(place, cluster)]),
    ...(membership === '' ? [] : [things.membership(location, membership)]),
  ];
}

/** `core/v1/namespaces/shop`, `apps/v1/namespaces/shop/deployments/web`. */
function objectOf(entry: LogEntry, resource: string): readonly Thing[] {
  const cluster = label(entry, 'cluster_name') ?? '';
  const [, namespace, plural, name] =
    /^[^/]+\/[^/]+\/namespaces\/([^/]+)(?:\/([^/]+)\/([^/]+))?$/.exec(resource) ?? [];
  if (cluster === '' || namespace === undefined) return [];
  const object =
    plural === undefined || name === undefined
      ? {plural: 'namespaces', namespace: '', name: namespace}
      : {plural, namespace, name};
  return [things.object(cluster, object)];
}

/** Where the entry shows the options of the request. */
function isTrial({proto}: LogEntry): boolean {
  const places = [at(proto, 'request', 'dryRun'), at(proto, 'metadata', 'dryRun')];
  const isAll = places.some(one => one === 'All' || (Array.isArray(one) && one.includes('All')));
  return isAll;
}
