import {managedClusters} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';

/** The managed clusters whose membership has no issuer; the fleet's list tells, no cluster is read. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {managed, whole} = await managedClusters(ground);
  const without = managed.filter(one => one.registration.issuer === undefined);
  return {places: without.map(one => one.target), whole};
}
