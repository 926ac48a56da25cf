import {textAt} from '../../../core/lib/json.ts';
import {objectOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';
import {scheduler} from '../client/api-clients.ts';

/** One job of Cloud Scheduler. */
export interface Job {
  /** The API's word, e.g. `ENABLED` or `PAUSED`. */
  readonly state: string;
  readonly schedule: string;
  readonly uri: string;
  /** Whose token a call carries; empty: none. */
  readonly account: string;
}

/**
 * A job, `projects/P/locations/R/jobs/J`.
 * https://docs.cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs
 * @throws CallError.
 */
export function jobOf(deps: InspectDeps, name: string): Promise<Job> {
  return readGoogle(
    deps,
    'cloudscheduler jobs.get',
    async options => (await scheduler()).projects.locations.jobs.get({name}, options),
    data => {
      const found = objectOf(data);
      return {
        state: textAt(found, 'state') ?? 'STATE_UNSPECIFIED',
        schedule: textAt(found, 'schedule') ?? '',
        uri: textAt(found, 'httpTarget', 'uri') ?? '',
        account: textAt(found, 'httpTarget', 'oidcToken', 'serviceAccountEmail') ?? '',
      };
    },
  );
}
