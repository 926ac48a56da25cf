import type {Written} from '../../../core/ports/ports.ts';
import {serviceUsage} from '../client/api-clients.ts';
import {callGoogle, type GoogleDeps} from '../client/call.ts';
import {acceptOperation} from '../client/operation.ts';
import {serviceOperationOf} from './services.ts';

/** Turns one service on. @throws CallError. */
export function enableOne(deps: GoogleDeps, project: string, service: string): Promise<Written> {
  const name = `projects/${project}/services/${service}`;
  return callGoogle(
    deps,
    {call: 'serviceusage services.enable', write: true},
    async options => (await serviceUsage()).services.enable({name}, options),
    acceptOperation,
  );
}

/**
 * Turns several services on with one call. It is atomic: where one of them cannot be turned on, none is.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable
 * @throws CallError.
 */
export function enableTogether(
  deps: GoogleDeps,
  project: string,
  services: readonly string[],
): Promise<Written> {
  const parent = `projects/${project}`;
  const requestBody = {serviceIds: [...services]};
  return callGoogle(
    deps,
    {call: 'serviceusage services.batchEnable', write: true},
    async options => (await serviceUsage()).services.batchEnable({parent, requestBody}, options),
    acceptOperation,
  );
}

/** How often it is looked whether a service is on, and for how long for all of them, in seconds. */
const pollSeconds = 2;
const patienceSeconds = 60;

/**
 * One after the other: Service Usage refuses a second activation while one runs. What there is no time for
 * is left to the next attempt, whose own reads tell what is still off.
 * @throws CallError of the first service that is refused; those before it are on.
 */
export async function enableInTurn(
  deps: GoogleDeps,
  project: string,
  services: readonly string[],
): Promise<Written> {
  const {clock, timing} = deps;
  const end = clock.now() + timing.seconds(patienceSeconds);
  let written: Written = {kind: 'unchanged'};
  for (const service of services) {
    written = await enableOne(deps, project, service);
    const operation = written.kind === 'accepted' ? written.operation : undefined;
    while (operation !== undefined) {
      const {kind} = await serviceOperationOf(deps, operation);
      if (kind !== 'running') break;
      if (clock.now() >= end) return written;
      await clock.sleep(timing.seconds(pollSeconds));
    }
  }
  return written;
}
