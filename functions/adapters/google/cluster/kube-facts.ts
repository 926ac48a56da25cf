import {textAt, type JsonObject} from '../../../core/json.ts';
import type {WorkloadFact, WorkloadKind} from '../../../core/kube.ts';
import {redact} from '../../http/redact.ts';
import {conditionsOf, countAt, isObserved, labelsAt, placeOf} from './kube-object.ts';

/** The annotation of a rolling restart, as kubectl writes it. */
export const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** Where each kind stands in the API `apps/v1`. */
export const plurals: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
};

/**
 * A Deployment, StatefulSet or DaemonSet. Counts that are absent are 0, an absent number of replicas
 * is 1. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
 * @throws Fault malformed.
 */
export function workloadOf(kind: WorkloadKind, object: JsonObject): WorkloadFact {
  const stamp = textAt(object, 'spec', 'template', 'metadata', 'annotations', restartedAt);
  const failure = failureOf(object);
  return {
    kind,
    ...placeOf(object),
    labels: labelsAt(object, 'metadata', 'labels'),
    podLabels: labelsAt(object, 'spec', 'template', 'metadata', 'labels'),
    ...podsOf(kind, object),
    observed: isObserved(object),
    ...(stamp === undefined ? {} : {restartedAt: stamp}),
    ...(failure === undefined ? {} : {failure}),
  };
}

function podsOf(
  kind: WorkloadKind,
  object: JsonObject,
): Pick<WorkloadFact, 'wanted' | 'updated' | 'available'> {
  switch (kind) {
    case 'DaemonSet':
      return {
        wanted: countAt(object, 0, 'status', 'desiredNumberScheduled'),
        updated: countAt(object, 0, 'status', 'updatedNumberScheduled'),
        available: countAt(object, 0, 'status', 'numberAvailable'),
      };
    case 'Deployment':
    case 'StatefulSet':
      return {
        wanted: countAt(object, 1, 'spec', 'replicas'),
        updated: countAt(object, 0, 'status', 'updatedReplicas'),
        available: countAt(object, 0, 'status', 'availableReplicas'),
      };
  }
}

function failureOf(object: JsonObject): string | undefined {
  const failed = conditionsOf(object).find(
    one => one.type === 'ReplicaFailure' && one.status === 'True',
  );
  return failed === undefined ? undefined : redact(`${failed.reason}: ${failed.message}`);
}
