import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';
import {target} from '../../core/target.ts';

/** The host of a fleet with managed clusters, and each project that has such clusters. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {any, clusters, whole} = await managedClusters(ground);
  const projects = new Set([ground.fleet.id, ...clusters.map(one => one.project)]);
  return {places: any ? [...projects].map(project => target({project})) : [], whole};
}
