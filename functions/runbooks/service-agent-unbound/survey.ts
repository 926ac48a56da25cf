import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';
import {target} from '../../core/target.ts';

/**
 * The agent needs its role in the fleet's host project and in each project with managed clusters of
 * the fleet; elsewhere nobody misses it, and nobody may give it away.
 */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {any, clusters, whole} = await managedClusters(ground);
  const projects = new Set([ground.fleet.id, ...clusters.map(one => one.project)]);
  return {places: any ? [...projects].map(project => target({project})) : [], whole};
}
