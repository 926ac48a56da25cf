import type {DangersOf, PlannedEffect} from '../../core/contract/danger.ts';
import type {
  ClusterChange,
  ClusterSide,
  NodePoolChange,
  PlannedCluster,
  PoolSide,
} from '../../core/planned/change.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {workloadPool} from '../../mesh/workload-identity.ts';
import {phrase} from './texts.ts';

/** A plan takes Workload Identity from a cluster, or the metadata server from one of its node pools. */
export const dangers: DangersOf = change => {
  if (change.kind === 'cluster' && change.changes) return ofCluster(change);
  return change.kind === 'node-pool' && change.changes ? ofNodePool(change) : [];
};

function ofCluster({before, after, desiredOnly}: ClusterChange): readonly PlannedEffect[] {
  if (after === undefined) return [];
  return [
    ...(after.autopilot ? [] : ofPool(before, after, desiredOnly)),
    ...(after.autopilot
      ? []
      : after.nodePools.flatMap(one => {
          const name = valueOf(one.name);
          const was = before?.nodePools.find(old => valueOf(old.name) === name);
          return ofMetadata(after, one, was?.metadata);
        })),
  ];
}

/** The pool of a cluster's own project is the only one that counts. */
function ofPool(
  before: ClusterSide | undefined,
  after: ClusterSide,
  desiredOnly: boolean,
): readonly PlannedEffect[] {
  const at = placeOf(after);
  const project = valueOf(after.project);
  const wanted = project === undefined ? undefined : workloadPool(project);
  const was = valueOf(before?.pool);
  const is = valueOf(after.pool);
  const names = {cluster: shown(after.cluster), pool: wanted ?? 'PROJECT.svc.id.goog'};
  if (after.pool.kind === 'unknown') {
    return was === undefined ? [] : [{kind: 'unknown', at, why: phrase('unknown.pool', names)}];
  }
  // A project that is named by its number does not tell its pool.
  const isRight = is !== undefined && (is === wanted || !/^[a-z]/.test(project ?? ''));
  if (isRight) return was === is ? [] : [{kind: 'mend', at}];
  if (is === was && !desiredOnly) return [];
  // A cluster that is made without a pool, as a plan of Terraform says it, breaks nothing that is there.
  if (is === undefined && was === undefined && !desiredOnly) return [];
  const why =
    is === undefined
      ? phrase('danger.pool-gone', names)
      : phrase('danger.pool-other', {...names, found: shown(after.pool)});
  return [{kind: 'danger', at, why, remedy: phrase('remedy.pool', names), opens: true}];
}

function ofNodePool({before, after}: NodePoolChange): readonly PlannedEffect[] {
  return after === undefined ? [] : ofMetadata(after, after, before?.metadata);
}

function ofMetadata(
  cluster: PlannedCluster,
  {name, metadata}: PoolSide,
  was: PoolSide['metadata'] | undefined,
): readonly PlannedEffect[] {
  const at = placeOf(cluster);
  const before = valueOf(was);
  const is = valueOf(metadata);
  const names = {cluster: shown(cluster.cluster), nodePool: shown(name)};
  if (metadata.kind === 'default') return [];
  if (metadata.kind === 'unknown')
    return [{kind: 'unknown', at, why: phrase('unknown.metadata', names)}];
  if (is === 'GKE_METADATA') return before === is ? [] : [{kind: 'mend', at}];
  // Without a mode, a new node pool takes the one of its cluster.
  if (is === before || (is === undefined && before !== 'GKE_METADATA')) return [];
  const why = phrase('danger.metadata-gone', {
    ...names,
    mode: is === undefined ? '-' : shown(metadata),
  });
  return [{kind: 'danger', at, why, remedy: phrase('remedy.metadata', names), opens: true}];
}

function placeOf({project, location, cluster}: PlannedCluster): PlannedCluster {
  return {project, location, cluster};
}
