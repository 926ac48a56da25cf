import {actionKind} from '../../core/contract/action.ts';
import type {WorkloadRef} from '../../core/facts/kubernetes.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import {exactly, kinds, oneOf, type Read, someOf} from '../../core/lib/schema.ts';
import {workloadName} from '../../mesh/workloads.ts';
import {clusterParams} from '../cluster-params.ts';
import {labelParam, objectParam, selectorParam} from '../name-params.ts';

const schema = exactly({
  ...clusterParams,
  workloads: someOf(
    exactly({
      kind: oneOf('Deployment', 'StatefulSet', 'DaemonSet'),
      namespace: labelParam,
      name: objectParam,
    }),
  ),
  pods: kinds({labelled: {selector: selectorParam}, lacking: {}}),
});

/** The workloads of one batch, in one cluster, and which of their pods make it necessary. */
export type RestartWorkloads = Read<typeof schema>;

/**
 * Which pods make a restart necessary: those of a workload that have a label (`dataplane-upgrade=failed`),
 * or those that it lacks.
 */
export type Pods = RestartWorkloads['pods'];

export const restartWorkloadsKind = actionKind('restart-workloads', schema);

/** So many workloads are restarted in one go. */
const batchSize = 5;
/** So many batches are in one plan; what is left comes with the next one. */
const mostBatches = 20;

/** The restarts of some workloads, a batch after the other: the same ones always in the same order. */
export function restartsOf(
  cluster: Omit<RestartWorkloads, 'workloads' | 'pods'>,
  workloads: readonly WorkloadRef[],
  pods: Pods,
): readonly PlannedAction[] {
  const byName = new Map(workloads.map(one => [workloadName(one), one]));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const count = Math.min(mostBatches, Math.ceil(sorted.length / batchSize));
  return Array.from({length: count}, (_, at) =>
    restartWorkloadsKind.plan({
      ...cluster,
      workloads: sorted.slice(at * batchSize, (at + 1) * batchSize),
      pods,
    }),
  );
}
