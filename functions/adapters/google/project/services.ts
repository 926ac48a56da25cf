import type {ServiceState} from '../../../core/facts.ts';
import {textAt} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';

/**
 * State of a Service Usage `Service`; a value that is not documented is `UNKNOWN`.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services
 * @throws Fault malformed when there is no state at all.
 */
export function parseServiceState(data: unknown): ServiceState {
  const state = textAt(data, 'state');
  if (state === undefined) throw malformed('the service has no state');
  return state === 'ENABLED' || state === 'DISABLED' ? state : 'UNKNOWN';
}
