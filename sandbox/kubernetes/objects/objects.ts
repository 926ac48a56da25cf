import type {
  MutatingWebhookConfiguration,
  ValidatingWebhookConfiguration,
} from 'kubernetes-types/admissionregistration/v1.js';
import type {ConfigMap, Namespace as KubeNamespace} from 'kubernetes-types/core/v1.js';
import type {ObjectMeta} from 'kubernetes-types/meta/v1.js';
import type {PodDisruptionBudget} from 'kubernetes-types/policy/v1.js';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {
  type Budget,
  type Cluster,
  type HookConfiguration,
  type Namespace,
  podsOf,
} from '../../cluster/cluster.ts';
import type {Plural} from '../../cluster/kinds.ts';
import {uuid} from '../../entries/id.ts';
import type {Shown} from '../../http/answer.ts';
import {stamp} from '../../json.ts';
import {eventObjects} from './events.ts';
import {revisionStatus, type Inside} from './revision-status.ts';
import {podObjects, replicaSetObject, workloadObjects} from './workload-objects.ts';

/** An object before it is put into JSON: metadata at once, the rest when it is asked for. */
export interface KubeObject {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly version: number;
  readonly generation?: number;
  readonly createdAt?: number;
  readonly owner?: {readonly apiVersion: string; readonly kind: string; readonly name: string};
  /** spec, status and whatever else the kind has. */
  readonly rest: () => JsonObject;
}

/** What an object of a published type has beside its type and its metadata. */
export type Rest<T> = Shown<Omit<T, 'apiVersion' | 'kind' | 'metadata'>>;

/** The objects of a kind in a cluster; undefined when it does not know the kind. */
export function objectsOf(plural: Plural, inside: Inside): readonly KubeObject[] | undefined {
  const {cluster} = inside;
  switch (plural) {
    case 'namespaces':
      return [...cluster.namespaces.values()].map(namespaceObject);
    case 'pods':
      return [...cluster.workloads.values()].flatMap(one => podObjects(one, cluster));
    case 'deployments':
      return workloadObjects(inside, 'Deployment');
    case 'statefulsets':
      return workloadObjects(inside, 'StatefulSet');
    case 'daemonsets':
      return workloadObjects(inside, 'DaemonSet');
    case 'events':
      return eventObjects(inside);
    case 'configmaps':
      return [meshOptions];
    case 'serviceaccounts':
      return [...cluster.namespaces.values()].map(one => bare(one.name, 'default'));
    case 'secrets':
    case 'virtualservices':
    case 'destinationrules':
    case 'serviceentries':
    case 'gateways':
    case 'gateways.gateway.networking.k8s.io':
    case 'canonicalservices':
      return [];
    case 'replicasets':
      return [...cluster.workloads.values()]
        .filter(one => one.kind === 'Deployment')
        .flatMap(one => one.templates.map(template => replicaSetObject(one, template, inside)));
    case 'poddisruptionbudgets':
      return [...cluster.budgets.values()].map(one => budgetObject(one, cluster));
    case 'mutatingwebhookconfigurations':
      return hooks(cluster, 'mutating');
    case 'validatingwebhookconfigurations':
      return hooks(cluster, 'validating');
    case 'controlplanerevisions':
      return cluster.revisions === undefined
        ? undefined
        : [...cluster.revisions.values()].map(one => ({
            namespace: one.namespace,
            name: one.name,
            labels: {},
            version: cluster.serial,
            generation: 1,
            rest: () => ({
              spec: {channel: one.channel, type: one.type},
              status: {conditions: revisionStatus(inside, one)},
            }),
          }));
  }
}

/** An object that has nothing but its name and, where given, more. */
function bare(namespace: string, name: string, more: JsonObject = {}): KubeObject {
  return {namespace, name, labels: {}, version: 1, rest: () => more};
}

/** What the managed mesh can be set to in a cluster (page of the feature's conditions, "CNI"). */
const meshOptions = bare('istio-system', 'asm-options', {
  data: {ASM_OPTS: 'CNI=on'},
} satisfies Rest<ConfigMap>);

/** The metadata of an object, as every view of it has it. */
export function metadataOf(object: KubeObject, cluster: Cluster, since: number): Shown<ObjectMeta> {
  const {namespace, name, labels, annotations = {}, version, generation, owner} = object;
  const where = [cluster.project, cluster.location, cluster.name, namespace];
  return {
    name,
    ...(namespace === '' ? {} : {namespace}),
    uid: uuid(...where, name),
    resourceVersion: String(version),
    ...(generation === undefined ? {} : {generation}),
    creationTimestamp: seconds(object.createdAt ?? since, since),
    ...(Object.keys(labels).length > 0 ? {labels} : {}),
    ...(Object.keys(annotations).length > 0 ? {annotations} : {}),
    ...(owner === undefined
      ? {}
      : {
          ownerReferences: [
            {
              ...owner,
              uid: uuid(...where, owner.name),
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        }),
  };
}

/** Kubernetes writes whole seconds; what has always been so is a day older than the run. */
export function seconds(ms: number, since: number): string {
  const known = Number.isFinite(ms) ? ms : since - 86_400_000;
  return stamp(known).replace(/\.\d{3}Z$/, 'Z');
}

function namespaceObject({name, labels, annotations, version}: Namespace): KubeObject {
  const rest = () =>
    ({
      spec: {finalizers: ['kubernetes']},
      status: {phase: 'Active'},
    }) satisfies Rest<KubeNamespace>;
  return {namespace: '', name, labels, annotations, version, rest};
}

function budgetObject({namespace, name, selector, minAvailable}: Budget, cluster: Cluster) {
  const wanted = Object.entries(selector);
  const own = [...cluster.workloads.values()].filter(one => one.namespace === namespace);
  const pods = own
    .flatMap(podsOf)
    .filter(pod => wanted.every(([key, value]) => pod.labels[key] === value)).length;
  const expected = own
    .filter(one => wanted.every(([key, value]) => one.podLabels[key] === value))
    .reduce((sum, one) => sum + one.replicas, 0);
  return {
    namespace,
    name,
    labels: {},
    version: cluster.serial,
    generation: 1,
    rest: () =>
      ({
        spec: {minAvailable, selector: {matchLabels: selector}},
        status: {
          observedGeneration: 1,
          currentHealthy: pods,
          desiredHealthy: minAvailable,
          expectedPods: expected,
          disruptionsAllowed: Math.max(0, pods - minAvailable),
        },
      }) satisfies Rest<PodDisruptionBudget>,
  };
}

function hooks(cluster: Cluster, kind: HookConfiguration['kind']): readonly KubeObject[] {
  return [...cluster.webhooks.values()]
    .filter(one => one.kind === kind)
    .map(one => ({
      namespace: '',
      name: one.name,
      labels: one.labels,
      version: cluster.serial,
      generation: 1,
      rest: () =>
        ({
          webhooks: one.hooks.map(({name, url, service}) => ({
            name,
            admissionReviewVersions: ['v1'],
            clientConfig: {
              ...(url === undefined ? {} : {url}),
              ...(service === undefined ? {} : {service: {...service, port: 443}}),
            },
            failurePolicy: 'Fail',
            sideEffects: 'None',
            timeoutSeconds: 10,
          })),
        }) satisfies Rest<MutatingWebhookConfiguration & ValidatingWebhookConfiguration>,
    }));
}
