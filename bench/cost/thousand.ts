import type {Story} from '../../sandbox/scenario.ts';
import {chat, membership, meshBinding, usualBindings} from '../../sandbox/shop.ts';

const perFleet = 25;
const fleets = 40;

/** A thousand projects with a healthy cluster each, in forty fleets that the first project of each hosts. */
export function thousandProjects(): Story {
  const all = Array.from({length: fleets}, (_, at) => fleetOf(at));
  return {
    name: 'thousand',
    description: 'A thousand projects in forty fleets, all of them healthy.',
    config: {
      projects: all.flatMap(([host, ...others]) =>
        host === undefined ? [] : [host, ...others.map(one => ({...one, fleet: host.id}))],
      ),
      mode: 'auto',
      chat,
    },
    world: all.flatMap(projects => {
      const [host] = projects;
      if (host === undefined) return [];
      return projects.map(one => ({
        ...one,
        bindings: [...usualBindings(one), meshBinding(host.number)],
        memberships:
          one === host ? projects.map(({id}) => membership(id, `${id}-eu`, 'europe-west1')) : [],
      }));
    }),
    acts: [],
  };
}

function fleetOf(fleet: number): readonly {readonly id: string; readonly number: string}[] {
  return Array.from({length: perFleet}, (_, at) => {
    const serial = String(fleet * perFleet + at).padStart(4, '0');
    return {id: `team-${serial}`, number: `70000000${serial}`};
  });
}
