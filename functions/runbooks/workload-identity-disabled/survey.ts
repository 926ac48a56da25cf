import {managedClusters, type ManagedCluster} from '../../core/membership.ts';
import type {Ground, Surveyed} from '../../core/runbook.ts';
import {isAiling} from '../../core/search.ts';

/**
 * Conditions that name this problem, of whatever severity.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features
 */
const conditions = ['NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED', 'WORKLOAD_IDENTITY_REQUIRED'];

/** The managed clusters that are not fine: the others cost no read of theirs. */
export async function survey(ground: Ground): Promise<Surveyed> {
  const {managed, whole} = await managedClusters(ground);
  const suspected = managed.filter(one => isAiling(one) || isNamed(one));
  return {places: suspected.map(one => one.target), whole};
}

function isNamed({state}: ManagedCluster): boolean {
  return state.conditions.some(one => conditions.includes(one.code));
}
