import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stamp} from '../json.ts';
import {controlPlaneEntry, disabledSentence} from './control-plane.ts';
import {eventEntry} from './event.ts';
import {insertId} from './id.ts';
import type {Place} from './place.ts';
import {callError, injector, managedTail, webhookEntry} from './webhook.ts';

/**
 * Entries that look like ours and are not: somebody else's webhook, another API that is off, an
 * application that quotes our sentence, and a policy's denial.
 */
export function foreignEntries(place: Place, ms: number): readonly JsonObject[] {
  return [
    webhookEntry(
      place,
      {
        kind: 'ReplicaSet',
        namespace: 'certs',
        name: 'issuer-5c9f7b6d4',
        webhook: 'webhook.cert-manager.io',
        tail: 'Post "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": context deadline exceeded',
      },
      ms - 4000,
    ),
    controlPlaneEntry(
      place,
      disabledSentence('cloudbuild.googleapis.com', place.fleetNumber),
      ms - 3000,
    ),
    applicationEntry(place, `runbook says: ${callError(injector, managedTail)}`, ms - 2000),
    eventEntry(
      place,
      {kind: 'ReplicaSet', apiVersion: 'apps/v1', namespace: 'payments', name: 'ledger-66d8c4f5b'},
      {
        reason: 'FailedCreate',
        message:
          'Error creating: admission webhook "validation.gatekeeper.sh" denied the request: [require-owner] label owner is missing',
        component: 'replicaset-controller',
      },
      ms - 1000,
    ),
  ];
}

/** A line that a workload wrote by itself. */
function applicationEntry(place: Place, text: string, ms: number): JsonObject {
  return {
    insertId: insertId('stderr', place.cluster, text, ms),
    logName: `projects/${place.project}/logs/stderr`,
    resource: {
      type: 'k8s_container',
      labels: {
        project_id: place.project,
        location: place.location,
        cluster_name: place.cluster,
        namespace_name: 'payments',
        pod_name: 'assistant-0',
        container_name: 'app',
      },
    },
    severity: 'ERROR',
    timestamp: stamp(ms),
    receiveTimestamp: stamp(ms + 700),
    textPayload: text,
  };
}
