import type {Event} from 'kubernetes-types/core/v1.js';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Shown} from '../http/answer.ts';
import {stamp} from '../json.ts';
import {insertId, uuid} from './id.ts';
import type {Place} from './place.ts';

/** What a Kubernetes event is about. */
export interface Involved {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a Kubernetes event says. */
export interface Said {
  readonly reason: string;
  readonly message: string;
  readonly component: string;
}

/**
 * A warning event of GKE as event-exporter writes it (log `events`; `k8s_pod` for one of a pod, else
 * `k8s_cluster`; count and firstTimestamp are taken out):
 * github.com/GoogleCloudPlatform/k8s-stackdriver, event-exporter/sinks.
 */
export function eventEntry(place: Place, about: Involved, said: Said, ms: number): JsonObject {
  const id = uuid(place.cluster, about.namespace, about.kind, about.name);
  const name = `${about.name}.${insertId(about.namespace, about.name, said.message, ms)}`;
  return {
    insertId: insertId('event', place.cluster, name, ms),
    logName: `projects/${place.project}/logs/events`,
    resource: resourceOf(place, about),
    severity: 'WARNING',
    timestamp: stamp(ms),
    receiveTimestamp: stamp(ms + 2400),
    jsonPayload: {
      kind: 'Event',
      apiVersion: 'v1',
      type: 'Warning',
      reason: said.reason,
      message: said.message,
      metadata: {
        name,
        namespace: about.namespace,
        uid: uuid('event', name),
        resourceVersion: String(48_000_000 + (ms % 1_000_000)),
        creationTimestamp: stamp(ms),
        managedFields: [
          {
            manager: 'kube-controller-manager',
            operation: 'Update',
            apiVersion: 'v1',
            time: stamp(ms),
          },
        ],
      },
      involvedObject: {...about, uid: id, resourceVersion: '47912034'},
      source: {component: said.component},
      lastTimestamp: stamp(ms),
      // The types know no null; the API server writes it.
      eventTime: null,
      reportingComponent: said.component,
      reportingInstance: '',
    } satisfies Shown<Omit<Event, 'eventTime'>> & {readonly eventTime: null},
  };
}

function resourceOf(place: Place, {kind, namespace, name}: Involved): JsonObject {
  const cluster = {
    project_id: place.project,
    location: place.location,
    cluster_name: place.cluster,
  };
  return kind === 'Pod'
    ? {type: 'k8s_pod', labels: {...cluster, namespace_name: namespace, pod_name: name}}
    : {type: 'k8s_cluster', labels: cluster};
}
