import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';
import {target} from '../../core/target.ts';

/** The gateway is called in the fleet's name, once the fleet has managed clusters to be reached. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {any, whole} = await managedClusters(ground);
  return {places: any ? [target({project: ground.fleet.id})] : [], whole};
}
