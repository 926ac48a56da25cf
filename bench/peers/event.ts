import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stalledEntry} from '../../sandbox/entries/control-plane-revision.ts';
import {placeOf} from './fleets.ts';

/** Why each control plane has stalled: a documented reason that only a person can end. */
export const stall = {
  reason: 'PreconditionFailed',
  message: 'Unsupported Kubernetes version: 1.20.8-gke.900',
} as const;

/**
 * The log entry of an event: a control plane that has stalled in the event's own cluster. It is chosen because
 * - the problem is one of a cluster, so that each entry opens an incident of its own; what lies in a fleet (an API that is
 *   off, a role that is gone) would be one incident for forty clusters;
 * - its diagnosis reads live state in four places: what the fleet says of its memberships, which cluster each one is, the
 *   cluster, and the revisions in it through the Connect Gateway;
 * - it ends where a person is needed: root and thread are posted at once, and nothing waits for a change to take.
 */
export function entryOf(event: number): JsonObject {
  const {event: cluster, fleet, location} = placeOf(event);
  const place = {project: fleet.id, cluster, location, fleetNumber: fleet.number};
  return stalledEntry(place, stall, Date.now());
}
