import type {Reach} from '../core/facts/kubernetes.ts';
import {oneOf} from '../core/lib/schema.ts';
import {labelParam, projectNumberParam, projectParam} from './name-params.ts';

/** What an action inside a cluster has to name: the cluster, and how it is reached (`Reach`). */
export const clusterParams = {
  project: projectParam,
  cluster: labelParam,
  fleet: projectParam,
  fleetNumber: projectNumberParam,
  location: labelParam,
  membership: labelParam,
  collection: oneOf('gkeMemberships', 'memberships'),
} as const;

/** The command that lets kubectl reach the cluster of an action through the Connect Gateway. */
export function credentialsCommand({fleet, location, membership}: Reach): string {
  return `gcloud container fleet memberships get-credentials ${membership} --location=${location} --project=${fleet}`;
}

/** The context that `credentialsCommand` makes (gcloud's own form of its name). */
export function contextFlag({fleet, location, membership}: Reach): string {
  return `--context=connectgateway_${fleet}_${location}_${membership}`;
}

/** How the cluster of an action is reached. */
export function reachOf(params: Reach): Reach {
  const {fleet, fleetNumber, location, membership, collection} = params;
  return {fleet, fleetNumber, location, membership, collection};
}
