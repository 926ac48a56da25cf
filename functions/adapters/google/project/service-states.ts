import {malformed} from '../../http/failed-attempt.ts';
import type {ServiceState} from '../../../core/facts.ts';
import {serviceUsage} from '../client/api-clients.ts';
import {parseServiceState} from './services.ts';
import {ask, type InspectDeps, listed, textOf} from '../client/answers.ts';

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
  return ask(
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
