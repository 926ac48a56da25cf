import type {Readers} from '../../core/ports/ports.ts';
import type {GoogleDeps} from './client/call.ts';
import {clusterOf, clusterOperationOf, clustersOf} from './cluster/gke-cluster.ts';
import {fleetOperationOf, registrationsOf} from './fleet/memberships.ts';
import {meshOf} from './fleet/mesh-feature.ts';
import {projectPolicy} from './project/policy.ts';
import {projectOf} from './project/project.ts';
import {serviceOperationOf, serviceStateOf} from './project/services.ts';
import type {JsonObject} from '../../core/lib/json.ts';
import type {
  ClusterReaders,
  Reach,
  WebhookFact,
  WorkloadKind,
} from '../../core/facts/kubernetes.ts';
import {
  budgetOf,
  namespaceOf,
  ownedOf,
  plurals,
  revisionOf,
  webhookOf,
  workloadOf,
} from './cluster/kube-facts.ts';
import {listed, type KubeList} from './cluster/kube-list.ts';
import {misnamed} from './client/resource-names.ts';

/** What the responder reads of Google Cloud, each verb one request (a list: one for each page). */
export function googleReaders(deps: GoogleDeps): Readers {
  return {
    serviceState: (project, service) => serviceStateOf(deps, project, service),
    serviceOperation: name => serviceOperationOf(deps, name),
    project: id => projectOf(deps, id),
    policy: project => projectPolicy(deps, project),
    mesh: fleet => meshOf(deps, fleet),
    registrations: fleet => registrationsOf(deps, fleet),
    fleetOperation: name => fleetOperationOf(deps, name),
    cluster: (project, location, cluster) => clusterOf(deps, project, location, cluster),
    clusters: project => clustersOf(deps, project),
    clusterOperation: name => clusterOperationOf(deps, name),
    ...clusterReaders(deps),
  };
}

/** What the responder reads inside clusters, through the Connect Gateway. */
export function clusterReaders(deps: GoogleDeps): ClusterReaders {
  const ask = <T>(reach: Reach, list: KubeList<T>) => listed(deps, reach, list);
  return {
    revisions: reach => ask(reach, {...whole(revisionPath, revisionOf), unknownKind: 'nothing'}),
    async webhooks(reach) {
      const lists = hookKinds.map(kind => ask(reach, hooks(kind)));
      return (await Promise.all(lists)).flat();
    },
    namespaces: reach => ask(reach, whole(['api', 'v1', 'namespaces'], namespaceOf)),
    pods(reach, labelSelector) {
      const list = metadata(['api', 'v1', 'pods'], ownedOf);
      return ask(reach, {...list, query: {labelSelector}, refused: misnamed({labelSelector})});
    },
    replicaSets: reach => ask(reach, metadata([...apps, 'replicasets'], ownedOf)),
    async workloads(reach) {
      const lists = workloadKinds.map(kind => ask(reach, workloads(kind)));
      return (await Promise.all(lists)).flat();
    },
    budgets: reach => ask(reach, whole([...policy, 'poddisruptionbudgets'], budgetOf)),
  };
}

const apps = ['apis', 'apps', 'v1'];
const policy = ['apis', 'policy', 'v1'];
const admission = ['apis', 'admissionregistration.k8s.io', 'v1'];
/** The version that has the conditions of the managed control plane. */
const revisionPath = [
  ...['apis', 'mesh.cloud.google.com', 'v1beta1', 'namespaces', 'istio-system'],
  'controlplanerevisions',
];

const hookKinds = ['mutating', 'validating'] as const;
const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

function hooks(kind: WebhookFact['kind']): KubeList<WebhookFact> {
  return whole([...admission, `${kind}webhookconfigurations`], one => webhookOf(kind, one));
}

function workloads(kind: WorkloadKind): KubeList<ReturnType<typeof workloadOf>> {
  return whole([...apps, plurals[kind]], one => workloadOf(kind, one));
}

function whole<T>(
  path: readonly string[],
  read: (object: JsonObject) => T | undefined,
): KubeList<T> {
  const call = `connectgateway ${path.at(-1) ?? ''}.list`;
  return {call, path, read, view: 'whole', unknownKind: 'a fault'};
}

function metadata<T>(
  path: readonly string[],
  read: (object: JsonObject) => T | undefined,
): KubeList<T> {
  return {...whole(path, read), view: 'metadata'};
}
