import type {JsonObject} from '../../functions/core/lib/json.ts';
import {eventEntry} from './event.ts';
import type {Place} from './place.ts';

/**
 * An event of a ControlPlaneRevision that stalled. A stalled control plane writes no log of its own, so
 * whoever leaves this out sees what only polling finds.
 */
export function stalledEntry(
  place: Place,
  said: {readonly reason: string; readonly message: string},
  ms: number,
  revision: {readonly namespace: string; readonly name: string} = {
    namespace: 'istio-system',
    name: 'asm-managed',
  },
): JsonObject {
  const about = {
    kind: 'ControlPlaneRevision',
    apiVersion: 'mesh.cloud.google.com/v1beta1',
    ...revision,
  };
  return eventEntry(place, about, {...said, component: 'controlplanerevision-controller'}, ms);
}
