import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';
import {needsAttention} from './attention.ts';

/** The managed clusters of which the fleet says so; nobody looks into the others. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {managed, whole} = await managedClusters(ground);
  const places = managed.filter(one => needsAttention(one.state)).map(one => one.target);
  return {places, whole};
}
