import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';

/** Every managed cluster: what is inside shows neither in the fleet's state nor in a log. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {clusters, whole} = await managedClusters(ground);
  return {places: clusters, whole};
}
