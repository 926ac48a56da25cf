import {
  type Cluster,
  type Namespace,
  podsOf,
  touch,
  upgradeLabel,
  type Workload,
  workloadKey,
  workloadKinds,
} from './cluster.ts';
import {injectionOf} from './injection.ts';
import type {NamespaceSeed, WorkloadSeed} from './seed.ts';
import {makePods, nextTemplate} from './template.ts';

/** Takes a namespace away with all that is in it. */
export function removeNamespace(cluster: Cluster, name: string): void {
  cluster.namespaces.delete(name);
  for (const [key, one] of cluster.workloads) if (one.namespace === name) forget(cluster, key);
  for (const [key, one] of cluster.budgets) if (one.namespace === name) cluster.budgets.delete(key);
}

function forget(cluster: Cluster, key: string): void {
  cluster.workloads.delete(key);
  cluster.rolling.delete(key);
}

/** Carries out what a seed or a patch says of a namespace. */
export function changeNamespace(
  cluster: Cluster,
  name: string,
  seed: NamespaceSeed,
  now: number,
): void {
  const before = cluster.namespaces.get(name);
  const namespace: Namespace = {
    name,
    labels: merged(before?.labels ?? {'kubernetes.io/metadata.name': name}, seed.labels),
    annotations: merged(before?.annotations ?? {}, seed.annotations),
    version: touch(cluster),
  };
  cluster.namespaces.set(name, namespace);
  for (const [key, one] of Object.entries(seed.workloads ?? {})) {
    const full = `${name}/${key}`;
    if (one === null) forget(cluster, full);
    else cluster.workloads.set(full, workloadOf(cluster, namespace, key, one, now));
  }
  for (const [key, one] of Object.entries(seed.budgets ?? {})) {
    const full = `${name}/${key}`;
    if (one === null) cluster.budgets.delete(full);
    else cluster.budgets.set(full, {namespace: name, name: key, ...one});
  }
}

/** Labels after a merge patch (RFC 7396): null takes one away. */
export function merged(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>> = {},
): Readonly<Record<string, string>> {
  const both = Object.entries({...before, ...change});
  return Object.fromEntries(both.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}

function workloadOf(
  cluster: Cluster,
  namespace: Namespace,
  key: string,
  seed: WorkloadSeed,
  now: number,
): Workload {
  const known = cluster.workloads.get(`${namespace.name}/${key}`);
  const workload = known ?? fresh(namespace, key, seed);
  const injection = injectionOf(cluster, namespace);
  workload.replicas = seed.replicas ?? workload.replicas;
  workload.paused = seed.paused ?? workload.paused;
  workload.version = touch(cluster);
  if (workload.templates.length === 0) workload.templates = [nextTemplate(workload, {}, now)];
  const newest = workload.templates.at(-1);
  if (newest !== undefined && !workload.stuck && !cluster.rolling.has(workloadKey(workload)))
    newest.pods = makePods(workload, newest, workload.replicas, {injection, now});
  if (seed.upgrade === 'failed') {
    for (const pod of podsOf(workload)) pod.labels = {...pod.labels, [upgradeLabel]: 'failed'};
  }
  if (seed.injection === 'failed') {
    for (const template of workload.templates) template.pods = [];
    workload.stuck = true;
    cluster.rolling.delete(workloadKey(workload));
  }
  return workload;
}

function fresh(namespace: Namespace, key: string, seed: WorkloadSeed): Workload {
  const [kind = '', name = ''] = key.split('/');
  return {
    kind: workloadKinds.find(one => one === kind) ?? 'Deployment',
    namespace: namespace.name,
    name,
    labels: {app: name, ...seed.labels},
    podLabels: {app: name, ...seed.podLabels},
    replicas: seed.replicas ?? 2,
    version: 0,
    generation: 1,
    templates: [],
    paused: false,
    stuck: false,
  };
}
