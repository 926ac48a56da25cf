import type {OperationFact, ServiceState} from '../../../core/facts/cloud.ts';
import {at, listAt, textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {serviceQuota, serviceUsage} from '../client/api-clients.ts';
import {everyPage, listed, textOf} from '../client/answers.ts';
import {readGoogle, type GoogleDeps, type InspectDeps} from '../client/call.ts';
import {parseOperation} from '../client/operation.ts';

/** Whether a service is on in a project. @throws CallError. */
export function serviceStateOf(
  deps: GoogleDeps,
  project: string,
  service: string,
): Promise<ServiceState> {
  const name = `projects/${project}/services/${service}`;
  return readGoogle(
    deps,
    'serviceusage services.get',
    async options => (await serviceUsage()).services.get({name}, options),
    parseServiceState,
  );
}

/** What became of turning a service on or off. @throws CallError. */
export function serviceOperationOf(deps: GoogleDeps, name: string): Promise<OperationFact> {
  return readGoogle(
    deps,
    'serviceusage operations.get',
    async options => (await serviceUsage()).operations.get({name}, options),
    parseOperation,
  );
}

/**
 * State of a Service Usage `Service`; a value that is not documented is `UNKNOWN`.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services
 * @throws FailedAttempt malformed when there is no state at all.
 */
export function parseServiceState(data: unknown): ServiceState {
  const state = textAt(data, 'state');
  if (state === undefined) throw malformed('the service has no state');
  return state === 'ENABLED' || state === 'DISABLED' ? state : 'UNKNOWN';
}

/** Names of one call: https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services/batchGet */
const most = 30;

/** The states of services in a project. @throws CallError. */
export async function serviceStates(
  deps: InspectDeps,
  project: string,
  services: readonly string[],
): Promise<ReadonlyMap<string, ServiceState>> {
  const states = new Map<string, ServiceState>();
  for (let from = 0; from < services.length; from += most) {
    const asked = services.slice(from, from + most);
    for (const [name, state] of await batch(deps, project, asked)) states.set(name, state);
  }
  return states;
}

function batch(
  deps: InspectDeps,
  project: string,
  services: readonly string[],
): Promise<readonly (readonly [string, ServiceState])[]> {
  const parent = `projects/${project}`;
  const names = services.map(one => `${parent}/services/${one}`);
  return readGoogle(
    deps,
    'serviceusage services.batchGet',
    async options => (await serviceUsage()).services.batchGet({parent, names}, options),
    data => {
      const {items} = listed(data, 'services', one => {
        const name = textOf(one, 'name').split('/').at(-1) ?? '';
        return [name, parseServiceState(one)] as const;
      });
      const missing = services.find(one => !items.some(([name]) => name === one));
      if (missing !== undefined) throw malformed(`the answer says nothing of ${missing}`);
      return items;
    },
  );
}

/** How often a service may be called each minute by a project. */
export interface Quota {
  /** E.g. `serviceusage.googleapis.com/mutate_requests`. */
  readonly metric: string;
  readonly perMinute: number;
}

/**
 * The limits for each minute of a service, as they are in force for a project; a limit of -1, which is
 * none, is left out. Needs `serviceusage.quotas.get`.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1beta1/services.consumerQuotaMetrics
 * @throws CallError.
 */
export async function quotasOf(
  deps: InspectDeps,
  project: string,
  service: string,
): Promise<readonly Quota[]> {
  const parent = `projects/${project}/services/${service}`;
  const metrics = await everyPage(token =>
    readGoogle(
      deps,
      'serviceusage consumerQuotaMetrics.list',
      async options =>
        (await serviceQuota()).services.consumerQuotaMetrics.list({parent, ...token}, options),
      data =>
        listed(data, 'metrics', one => ({
          metric: textOf(one, 'metric'),
          limits: listAt(one, 'consumerQuotaLimits'),
        })),
    ),
  );
  return metrics.flatMap(({metric, limits}) =>
    limits
      .filter(one => (textAt(one, 'unit') ?? '').startsWith('1/min/{project'))
      .flatMap(one => listAt(one, 'quotaBuckets'))
      // A bucket with dimensions narrows to a region or a caller.
      .filter(one => at(one, 'dimensions') === undefined)
      .map(one => Number(textAt(one, 'effectiveLimit') ?? Number.NaN))
      .filter(limit => limit >= 0)
      .map(perMinute => ({metric, perMinute})),
  );
}
