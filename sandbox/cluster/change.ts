import {type Cluster, podsOf, type Revision, touch, upgradeFailed} from './cluster.ts';
import {changeNamespace, removeNamespace} from './change-namespace.ts';
import type {ClusterSeed, RevisionSeed} from './seed.ts';
import {usualSeed} from './usual.ts';

/** Makes a cluster; what its seed says has always been so. */
export function makeCluster(
  place: Pick<Cluster, 'project' | 'location' | 'name'>,
  seed: ClusterSeed,
): Cluster {
  const always = Number.NEGATIVE_INFINITY;
  const cluster: Cluster = {
    ...place,
    status: '',
    version: '',
    workloadPool: {value: undefined, at: always},
    autopilot: false,
    nodePools: new Map(),
    namespaces: new Map(),
    workloads: new Map(),
    rolling: new Set(),
    budgets: new Map(),
    webhooks: new Map(),
    revisions: new Map(),
    refuses: undefined,
    upgradeFailedUntil: always,
    serial: 47_000_000,
  };
  changeCluster(cluster, usualSeed(place), always);
  changeCluster(cluster, seed, always);
  return cluster;
}

/** Carries out what a seed or a patch says of a cluster; what it leaves out stays. */
export function changeCluster(cluster: Cluster, change: ClusterSeed, now: number): void {
  cluster.status = change.status ?? cluster.status;
  cluster.version = change.version ?? cluster.version;
  cluster.autopilot = change.autopilot ?? cluster.autopilot;
  if (change.workloadPool !== undefined) setPool(cluster, change.workloadPool ?? undefined, now);
  if (change.refuses !== undefined)
    cluster.refuses = change.refuses === 'normal' ? undefined : change.refuses;
  each(change.nodePools, cluster.nodePools, (name, value) => ({name, metadata: {value, at: now}}));
  each(change.webhooks, cluster.webhooks, (key, {labels = {}, hooks}) => ({
    kind: key.startsWith('mutating/') ? 'mutating' : 'validating',
    name: key.slice(key.indexOf('/') + 1),
    labels,
    hooks,
  }));
  if (change.revisions === null) cluster.revisions = undefined;
  else if (change.revisions !== undefined) {
    const known = (cluster.revisions ??= new Map<string, Revision>());
    const named = Object.entries(change.revisions).map(
      ([name, one]) => [name.includes('/') ? name : `istio-system/${name}`, one] as const,
    );
    each(Object.fromEntries(named), known, (key, one) => revisionOf(key, one, known.get(key), now));
  }
  for (const [name, seed] of Object.entries(change.namespaces ?? {})) {
    if (seed === null) removeNamespace(cluster, name);
    else changeNamespace(cluster, name, seed, now);
  }
  noteUpgrades(cluster, now);
  touch(cluster);
}

/** Gives a cluster a workload pool, or takes it away. */
export function setPool(cluster: Cluster, value: string | undefined, now: number): void {
  cluster.workloadPool = {value, at: now, last: cluster.workloadPool.value};
}

/** Notes whether a pod's upgrade is failed now, and when that ended. */
export function noteUpgrades(cluster: Cluster, now: number): void {
  const failed = [...cluster.workloads.values()].some(one => podsOf(one).some(upgradeFailed));
  if (failed) cluster.upgradeFailedUntil = undefined;
  else cluster.upgradeFailedUntil ??= now;
}

function each<S, T>(
  changes: Readonly<Record<string, S | null>> | undefined,
  known: Map<string, T>,
  make: (key: string, seed: S) => T,
): void {
  for (const [key, seed] of Object.entries(changes ?? {})) {
    if (seed === null) known.delete(key);
    else known.set(key, make(key, seed));
  }
}

/** The release channel of each revision (troubleshooting page). */
export const channels: Readonly<Record<string, string>> = {
  'asm-managed': 'regular',
  'asm-managed-rapid': 'rapid',
  'asm-managed-stable': 'stable',
};

function revisionOf(
  key: string,
  seed: RevisionSeed,
  before: Revision | undefined,
  now: number,
): Revision {
  const [namespace = '', name = ''] = key.split('/');
  const last = before?.stall.value;
  const stall =
    seed.stall === undefined
      ? before?.stall
      : {value: seed.stall ?? undefined, at: now, ...(last === undefined ? {} : {last})};
  return {
    name,
    namespace,
    channel: seed.channel ?? before?.channel ?? channels[name] ?? '',
    type: seed.type ?? before?.type ?? 'managed_service',
    stall: stall ?? {value: undefined, at: now},
  };
}
