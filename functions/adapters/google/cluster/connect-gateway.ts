import type {Reach} from '../../../core/facts/kubernetes.ts';
import {misnamed} from '../client/resource-names.ts';

/** Why a cluster cannot be asked for by these names, or undefined when it can. */
export function misreached({fleetNumber, location, membership}: Reach): string | undefined {
  return misnamed({projectNumber: fleetNumber, location, membership});
}

/**
 * Address of a path of a cluster's API server behind the Connect Gateway: one host for memberships
 * in `global`, one for each other location, as gcloud writes it into a kubeconfig
 * (its command_lib/container/fleet/gateway.py).
 * https://docs.cloud.google.com/kubernetes-engine/enterprise/multicluster-management/gateway/using
 * The reach must have been asked for its names (`misreached`).
 */
export function gatewayUrl(
  {fleetNumber, location, collection, membership}: Reach,
  path: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const host = location === 'global' ? 'connectgateway' : `${location}-connectgateway`;
  const place = ['projects', fleetNumber, 'locations', location, collection, membership];
  const url = new URL(`https://${host}.googleapis.com`);
  url.pathname = `/v1/${[...place, ...path].map(encodeURIComponent).join('/')}`;
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
