import type {JsonObject} from '../../../../functions/core/lib/json.ts';

/** Where the cluster of `test/support/inside.ts` is reached. */
export const origin = 'https://europe-west4-connectgateway.googleapis.com';
export const place = '/v1/projects/640118275930/locations/europe-west4/gkeMemberships/quay-1';

/** A page of a list, as the API server gives it. */
export function listOf(items: readonly unknown[], more: JsonObject = {}): JsonObject {
  return {kind: 'List', apiVersion: 'v1', metadata: {resourceVersion: '10', ...more}, items};
}

/** A `Status` that says why not. */
export function statusOf(reason: string, message: string): JsonObject {
  return {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason, message};
}

/** Metadata of an object in the namespace `shop`. */
export function named(name: string, more: JsonObject = {}): JsonObject {
  return {metadata: {name, namespace: 'shop', resourceVersion: '1', ...more}};
}
