import type {
  DaemonSetStatus,
  DeploymentCondition,
  DeploymentStatus,
  ReplicaSet,
  ReplicaSetCondition,
  StatefulSetStatus,
} from 'kubernetes-types/apps/v1.js';
import {podsOf, type Template, type Workload} from '../../cluster/cluster.ts';
import {failureOf} from '../../cluster/rollout.ts';
import type {Shown} from '../../http/answer.ts';
import type {Rest} from './objects.ts';
import type {Inside} from './revision-status.ts';

/** A controller sees a new template after this share of a rollout's time. */
const seenAfter = 0.1;

// Counts of zero are left out where the API leaves them out.
// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/

/** `status` of a Deployment. */
export function deploymentStatus(inside: Inside, workload: Workload): Shown<DeploymentStatus> {
  const {ready, updated, observedGeneration} = countsOf(inside, workload);
  return {
    observedGeneration,
    ...positive({
      replicas: ready,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: Math.max(0, workload.replicas - ready),
    }),
    conditions: conditions(inside, workload, ready),
  };
}

/** `status` of a StatefulSet. */
export function statefulSetStatus(inside: Inside, workload: Workload): Shown<StatefulSetStatus> {
  const {ready, updated, observedGeneration} = countsOf(inside, workload);
  return {
    observedGeneration,
    // A rollout is over for kubectl when both name the same revision.
    currentRevision: revisionName(
      workload,
      workload.templates.find(one => one.pods.length > 0),
    ),
    updateRevision: revisionName(workload, workload.templates.at(-1)),
    replicas: ready,
    ...positive({
      updatedReplicas: updated,
      readyReplicas: ready,
      currentReplicas: ready - updated,
    }),
    availableReplicas: ready,
  };
}

/** `status` of a DaemonSet. */
export function daemonSetStatus(inside: Inside, workload: Workload): Shown<DaemonSetStatus> {
  const {ready, updated, observedGeneration} = countsOf(inside, workload);
  return {
    observedGeneration,
    currentNumberScheduled: ready,
    desiredNumberScheduled: workload.replicas,
    numberMisscheduled: 0,
    numberReady: ready,
    ...positive({
      numberAvailable: ready,
      numberUnavailable: Math.max(0, workload.replicas - ready),
      updatedNumberScheduled: updated,
    }),
  };
}

function countsOf({now, rolloutMs}: Inside, workload: Workload) {
  const newest = workload.templates.at(-1);
  const since = newest?.at ?? Number.NEGATIVE_INFINITY;
  const isSeen = now >= since + rolloutMs * seenAfter;
  return {
    ready: podsOf(workload).length,
    updated: newest?.pods.length ?? 0,
    observedGeneration: workload.generation - (isSeen ? 0 : 1),
  };
}

/** The ControllerRevision of a StatefulSet's template. */
function revisionName({name}: Workload, template: Template | undefined): string {
  return `${name}-${template?.hash ?? ''}`;
}

/** spec and status of the ReplicaSet of a template. */
export function replicaSetRest(
  inside: Inside,
  workload: Workload,
  template: Template,
): Rest<ReplicaSet> {
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
      ...positive({readyReplicas: count, availableReplicas: count}),
      ...(failure === undefined ? {} : {conditions: [replicaFailure(failure)]}),
    },
  };
}

function conditions(
  inside: Inside,
  workload: Workload,
  ready: number,
): readonly Shown<DeploymentCondition>[] {
  const failure = failureIn(inside, workload);
  const least = Math.ceil(workload.replicas * 0.75);
  const [status, reason] =
    ready >= least
      ? (['True', 'MinimumReplicasAvailable'] as const)
      : (['False', 'MinimumReplicasUnavailable'] as const);
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
function replicaFailure(message: string): Shown<ReplicaSetCondition> {
  return {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message};
}

function positive<Name extends string>(
  all: Readonly<Record<Name, number>>,
): Readonly<Partial<Record<Name, number>>> {
  const entries = Object.entries<number>(all).filter(([, count]) => count > 0);
  return Object.fromEntries(entries) as Partial<Record<Name, number>>;
}
