import type {DaemonSet, Deployment, StatefulSet} from 'kubernetes-types/apps/v1.js';
import type {Pod as KubePod, PodTemplateSpec} from 'kubernetes-types/core/v1.js';
import type {Cluster, Pod, Template, Workload} from '../../cluster/cluster.ts';
import {replicaSetName} from '../../cluster/template.ts';
import type {Shown} from '../../http/answer.ts';
import type {KubeObject, Rest} from './objects.ts';
import type {Inside} from './revision-status.ts';
import {
  daemonSetStatus,
  deploymentStatus,
  replicaSetRest,
  statefulSetStatus,
} from './workload-status.ts';

/** The pods of a workload. */
export function podObjects(workload: Workload, cluster: Cluster): readonly KubeObject[] {
  return workload.templates.flatMap(template =>
    template.pods.map((pod: Pod) => ({
      namespace: workload.namespace,
      name: pod.name,
      labels: pod.labels,
      annotations: pod.annotations,
      version: workload.version,
      createdAt: pod.createdAt,
      owner:
        workload.kind === 'Deployment'
          ? {apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSetName(workload, template)}
          : {apiVersion: 'apps/v1', kind: workload.kind, name: workload.name},
      rest: () =>
        ({
          spec: {
            containers: [{name: workload.name, image: `shop.example/${workload.name}:1`}],
            nodeName: `gke-${cluster.name}-default-pool-0`,
          },
          status: {
            phase: 'Running',
            conditions: [
              {type: 'Ready', status: 'True'},
              {type: 'PodScheduled', status: 'True'},
            ],
          },
        }) satisfies Rest<KubePod>,
    })),
  );
}

/** The workloads of a kind. */
export function workloadObjects(inside: Inside, kind: Workload['kind']): readonly KubeObject[] {
  return [...inside.cluster.workloads.values()]
    .filter(one => one.kind === kind)
    .map(one => ({
      namespace: one.namespace,
      name: one.name,
      labels: one.labels,
      version: one.version,
      generation: one.generation,
      rest: () => restOf(inside, one),
    }));
}

/** What the API server fills in as well: pods are replaced one after the other. */
function restOf(
  inside: Inside,
  one: Workload,
): Rest<Deployment> | Rest<StatefulSet> | Rest<DaemonSet> {
  const {replicas, podLabels} = one;
  const selector = {matchLabels: podLabels};
  const template = templateView(one, one.templates.at(-1));
  switch (one.kind) {
    case 'Deployment':
      return {
        spec: {
          replicas,
          ...(one.paused ? {paused: true} : {}),
          selector,
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {maxSurge: '25%', maxUnavailable: '25%'},
          },
          template,
        },
        status: deploymentStatus(inside, one),
      } satisfies Rest<Deployment>;
    case 'StatefulSet':
      return {
        spec: {
          replicas,
          selector,
          // Required of every StatefulSet; the sandbox has no services.
          serviceName: one.name,
          updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 0}},
          template,
        },
        status: statefulSetStatus(inside, one),
      } satisfies Rest<StatefulSet>;
    case 'DaemonSet':
      return {
        spec: {
          selector,
          updateStrategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 1}},
          template,
        },
        status: daemonSetStatus(inside, one),
      } satisfies Rest<DaemonSet>;
  }
}

function templateView(workload: Workload, template: Template | undefined): Shown<PodTemplateSpec> {
  const annotations = template?.annotations ?? {};
  return {
    metadata: {
      labels: workload.podLabels,
      ...(Object.keys(annotations).length > 0 ? {annotations} : {}),
    },
    spec: {containers: [{name: workload.name, image: `shop.example/${workload.name}:1`}]},
  };
}

/** The ReplicaSet of a Deployment's template. */
export function replicaSetObject(
  workload: Workload,
  template: Template,
  inside: Inside,
): KubeObject {
  const labels = {...workload.podLabels, 'pod-template-hash': template.hash};
  return {
    namespace: workload.namespace,
    name: replicaSetName(workload, template),
    labels,
    annotations: {'deployment.kubernetes.io/revision': String(template.revision)},
    version: workload.version,
    generation: 1,
    createdAt: template.at,
    owner: {apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name},
    rest: () => replicaSetRest(inside, workload, template),
  };
}
