import type {JsonObject} from '../../functions/core/lib/json.ts';
import {eventEntry, type Involved, type Said} from './event.ts';
import type {Place} from './place.ts';

/** The injector's webhook of a managed revision. */
export const injector = 'rev.namespace.sidecar-injector.istio.io';

/** How a call to the managed control plane ends when Google cannot reach the cluster. */
export const managedTail =
  'an error on the server ("unknown") has prevented the request from succeeding';

/** The call error of an API server: kubernetes/apiserver, pkg/admission/plugin/webhook. */
export function callError(webhook: string, tail: string): string {
  return `Internal error occurred: failed calling webhook "${webhook}": failed to call webhook: ${tail}`;
}

/** Kinds of workload in a storm; `Combined` is a ReplicaSet's event aggregated by client-go. */
export type Workload = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'Combined';

/** How each workload's controller words a failed creation. */
function words(kind: Workload, name: string, error: string): string {
  switch (kind) {
    case 'StatefulSet':
      return `create Pod ${name}-0 in StatefulSet ${name} failed error: ${error}`;
    case 'Combined':
      return `(combined from similar events): Error creating: ${error}`;
    case 'ReplicaSet':
    case 'DaemonSet':
    case 'Job':
      return `Error creating: ${error}`;
  }
}

/** An event in which a workload could not create a pod because a webhook could not be called. */
export function webhookEntry(
  place: Place,
  failed: {
    readonly kind: Workload;
    readonly namespace: string;
    readonly name: string;
    readonly webhook?: string;
    readonly tail?: string;
  },
  ms: number,
): JsonObject {
  const kind = failed.kind === 'Combined' ? 'ReplicaSet' : failed.kind;
  const error = callError(failed.webhook ?? injector, failed.tail ?? managedTail);
  const about: Involved = {
    kind,
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    namespace: failed.namespace,
    name: failed.name,
  };
  const said: Said = {
    reason: 'FailedCreate',
    message: words(failed.kind, failed.name, error),
    component: `${kind.toLowerCase()}-controller`,
  };
  return eventEntry(place, about, said, ms);
}

const services = [
  'cart',
  'checkout',
  'frontend',
  'ledger',
  'prices',
  'search',
  'shipping',
  'stock',
];
const kinds: readonly Workload[] = [
  'ReplicaSet',
  'ReplicaSet',
  'StatefulSet',
  'Combined',
  'DaemonSet',
];

/**
 * A storm of failed webhook calls that ends at `ms`: `count` entries over the namespaces, one each
 * 700 ms, in every wording that controllers use.
 */
export function webhookStorm(
  place: Place,
  namespaces: readonly string[],
  count: number,
  ms: number,
): readonly JsonObject[] {
  return Array.from({length: count}, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'ReplicaSet';
    const service = services[Math.floor(index / kinds.length) % services.length] ?? 'cart';
    const namespace = namespaces[index % namespaces.length] ?? 'default';
    const name = kind === 'ReplicaSet' || kind === 'Combined' ? `${service}-7d4f9c5b8` : service;
    return webhookEntry(place, {kind, namespace, name}, ms - (count - 1 - index) * 700);
  });
}
