import {at, listAt, textAt} from '../../../core/json.ts';
import {ask, everyPage, type InspectDeps, listed, textOf} from '../client/answers.ts';
import {serviceQuota} from '../client/inspect-clients.ts';

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
    ask(
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
