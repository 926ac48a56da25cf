import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';

/** Every cluster whose control plane is managed, or is to be. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {clusters, whole} = await managedClusters(ground);
  return {places: clusters, whole};
}
