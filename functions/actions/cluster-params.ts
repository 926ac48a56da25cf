import type {Reach} from '../core/facts/kubernetes.ts';
import {matching, oneOf, someText} from '../core/lib/schema.ts';

/** What an action inside a cluster has to name: the cluster, and how it is reached (`Reach`). */
export const clusterParams = {
  project: someText,
  cluster: someText,
  fleet: someText,
  fleetNumber: matching(/^\d+$/, "the number of the fleet's host project"),
  location: someText,
  membership: someText,
  collection: oneOf('gkeMemberships', 'memberships'),
} as const;

/** How the cluster of an action is reached. */
export function reachOf(params: Reach): Reach {
  const {fleet, fleetNumber, location, membership, collection} = params;
  return {fleet, fleetNumber, location, membership, collection};
}
