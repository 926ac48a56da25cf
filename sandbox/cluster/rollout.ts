import {type Cluster, type Labels, podsOf, touch, type Workload, workloadKey} from './cluster.ts';
import {noteUpgrades} from './change.ts';
import {injectionFailure, injectionOf, type Injection} from './injection.ts';
import {makePods, nextTemplate} from './template.ts';

/** What a rollout depends on outside of its cluster. */
export interface Outside {
  /** Since when the managed control plane can be called, milliseconds; undefined: it cannot. */
  readonly upSince: number | undefined;
  /** How long a rollout takes, milliseconds. */
  readonly rolloutMs: number;
}

/** Templates that stay after a rollout: the newest and the one before. */
const kept = 2;

/** Starts a rolling restart: a new template, whose pods come one after the other. */
export function startRollout(
  cluster: Cluster,
  workload: Workload,
  annotations: Labels,
  now: number,
): void {
  const last = workload.templates.at(-1);
  const older = workload.templates.filter(one => one === last || one.pods.length > 0);
  workload.templates = [...older, nextTemplate(workload, annotations, now)];
  workload.generation += 1;
  workload.stuck = false;
  workload.version = touch(cluster);
  cluster.rolling.add(workloadKey(workload));
}

/** Brings every rollout of a cluster to where it is at a time. */
export function roll(cluster: Cluster, {upSince, rolloutMs}: Outside, now: number): void {
  for (const key of [...cluster.rolling]) {
    const workload = cluster.workloads.get(key);
    const newest = workload?.templates.at(-1);
    if (workload === undefined || newest === undefined || workload.paused) continue;
    const injection = injectionIn(cluster, workload);
    const isUp = upSince !== undefined && upSince <= now;
    if (injectionFailure(injection, isUp) !== undefined) {
      giveWay(cluster, workload);
      continue;
    }
    const since = injection.kind === 'managed' ? Math.max(newest.at, upSince ?? now) : newest.at;
    const share = rolloutMs <= 0 ? 1 : Math.min(1, (now - since) / rolloutMs);
    const count = Math.max(newest.pods.length, Math.floor(workload.replicas * share));
    if (count !== newest.pods.length) {
      newest.pods = makePods(workload, newest, count, {injection, now});
      leave(workload, workload.replicas - count);
      workload.version = touch(cluster);
    }
    if (share < 1) continue;
    leave(workload, 0);
    workload.templates = workload.templates.slice(-kept);
    cluster.rolling.delete(key);
    noteUpgrades(cluster, since + rolloutMs);
  }
}

/** Who injects into the pods of a workload. */
export function injectionIn(cluster: Cluster, {namespace}: Pick<Workload, 'namespace'>): Injection {
  const found = cluster.namespaces.get(namespace);
  return found === undefined ? {kind: 'none'} : injectionOf(cluster, found);
}

/** Why no pod of a workload can be made at the moment, as its controller would report it. */
export function failureOf(cluster: Cluster, workload: Workload, isUp: boolean): string | undefined {
  if (!workload.stuck && !cluster.rolling.has(workloadKey(workload))) return undefined;
  return injectionFailure(injectionIn(cluster, workload), isUp && !workload.stuck);
}

/**
 * A Deployment makes the new pod first and so keeps all old ones; the other kinds take one away first,
 * and are one short when the new one cannot be made.
 */
function giveWay(cluster: Cluster, workload: Workload): void {
  if (workload.kind === 'Deployment') return;
  if (podsOf(workload).length < workload.replicas) return;
  leave(workload, workload.replicas - 1);
  workload.version = touch(cluster);
}

/** Leaves so many pods of the older templates, those of the oldest going first. */
function leave(workload: Workload, count: number): void {
  const older = workload.templates.slice(0, -1);
  let left = count;
  for (const template of older.reverse()) {
    template.pods = left === 0 ? [] : template.pods.slice(-left);
    left -= template.pods.length;
  }
}
