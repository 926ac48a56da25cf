import type {Look} from '../../functions/core/contract/runbook.ts';
import type {Project} from '../../functions/core/config/settings.ts';
import {fleet, shop, type World} from './fakes.ts';

/** What a runbook's diagnosis gets for a cluster of the shop, whose fleet another project hosts. */
export function lookAt(world: World, parts: Partial<Look> = {}): Look {
  return {
    target: {project: shop.id, location: 'europe-west4', cluster: 'quay-1'},
    symptom: '',
    variant: undefined,
    project: shop,
    fleet,
    projects: [fleet, shop],
    readers: world.readers,
    signs: [],
    recent: () => Promise.resolve([]),
    heartbeat: () => Promise.resolve({kind: 'off'}),
    ...parts,
  };
}

/** The fleet's host project looked at as a project of its own. */
export const hosted: Pick<Look, 'project' | 'target'> = {
  project: fleet satisfies Project,
  target: {project: fleet.id},
};
