import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {podsOf, type Template, type Workload} from '../../cluster/cluster.ts';
import {failureOf} from '../../cluster/rollout.ts';
import type {Inside} from './revision-status.ts';

/** A controller sees a new template after this share of a rollout's time. */
const seenAfter = 0.1;

/** `status` of a Deployment, StatefulSet or DaemonSet: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ */
export function workloadStatus(inside: Inside, workload: Workload): JsonObject {
  const newest = workload.templates.at(-1);
  const ready = podsOf(workload).length;
  const updated = newest?.pods.length ?? 0;
  const since = newest?.at ?? Number.NEGATIVE_INFINITY;
  const isSeen = inside.now >= since + inside.rolloutMs * seenAfter;
  const observedGeneration = workload.generation - (isSeen ? 0 : 1);
  // Counts of zero are left out, as the API does.
  switch (workload.kind) {
    case 'Deployment':
      return {
        observedGeneration,
        ...counts({
          replicas: ready,
          updatedReplicas: updated,
          readyReplicas: ready,
          availableReplicas: ready,
          unavailableReplicas: Math.max(0, workload.replicas - ready),
        }),
        conditions: conditions(inside, workload, ready),
      };
    case 'StatefulSet':
      return {
        observedGeneration,
        // A rollout is over for kubectl when both name the same revision.
        currentRevision: revisionName(
          workload,
          workload.templates.find(one => one.pods.length > 0),
        ),
        updateRevision: revisionName(workload, newest),
        replicas: ready,
        ...counts({
          updatedReplicas: updated,
          readyReplicas: ready,
          currentReplicas: ready - updated,
        }),
        availableReplicas: ready,
      };
    case 'DaemonSet':
      return {
        observedGeneration,
        currentNumberScheduled: ready,
        desiredNumberScheduled: workload.replicas,
        numberMisscheduled: 0,
        numberReady: ready,
        ...counts({
          numberAvailable: ready,
          numberUnavailable: Math.max(0, workload.replicas - ready),
          updatedNumberScheduled: updated,
        }),
      };
  }
}

/** The ControllerRevision of a StatefulSet's template. */
function revisionName({name}: Workload, template: Template | undefined): string {
  return `${name}-${template?.hash ?? ''}`;
}

/** spec and status of the ReplicaSet of a template. */
export function replicaSetStatus(
  inside: Inside,
  workload: Workload,
  template: Template,
): JsonObject {
  const isNewest = template === workload.templates.at(-1);
  const count = template.pods.length;
  const failure = isNewest ? failureIn(inside, workload) : undefined;
  return {
    spec: {
      replicas: isNewest ? workload.replicas : count,
      selector: {matchLabels: {...workload.podLabels, 'pod-template-hash': template.hash}},
    },
    status: {
      observedGeneration: 1,
      replicas: count,
      ...counts({readyReplicas: count, availableReplicas: count}),
      ...(failure === undefined ? {} : {conditions: [replicaFailure(failure)]}),
    },
  };
}

function conditions(inside: Inside, workload: Workload, ready: number): readonly JsonObject[] {
  const failure = failureIn(inside, workload);
  const least = Math.ceil(workload.replicas * 0.75);
  const [status, reason] =
    ready >= least ? ['True', 'MinimumReplicasAvailable'] : ['False', 'MinimumReplicasUnavailable'];
  return [
    {type: 'Available', status, reason},
    ...(failure === undefined
      ? [{type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable'}]
      : [
          {type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded'},
          replicaFailure(failure),
        ]),
  ];
}

function failureIn({cluster, isUp}: Inside, workload: Workload): string | undefined {
  return failureOf(cluster, workload, isUp);
}

/** kubernetes/kubernetes, pkg/controller/replicaset: NewReplicaSetCondition with reason FailedCreate. */
function replicaFailure(message: string): JsonObject {
  return {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message};
}

function counts(all: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}
