import type {OwnedFact, WorkloadFact, WorkloadRef} from '../../core/facts/kubernetes.ts';
import {sameWorkload} from '../../mesh/cluster-access.ts';
import {ownersOf} from '../../mesh/workload-owners.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {reachOf} from '../cluster-params.ts';
import type {RestartWorkloads} from './params.ts';

/** One workload of a batch as it stands. */
export type Standing =
  | {readonly kind: 'gone'; readonly ref: WorkloadRef}
  | {
      readonly kind: 'there';
      readonly ref: WorkloadRef;
      readonly fact: WorkloadFact;
      /** Whether it still has pods that make its restart necessary. */
      readonly needed: boolean;
    };

/**
 * Looks at the workloads of a batch: which of them are there, and which still need to be restarted.
 * @throws CallError
 */
export async function standingOf(
  readers: Readers,
  params: RestartWorkloads,
): Promise<readonly Standing[]> {
  const {workloads, pods} = params;
  const reach = reachOf(params);
  const facts = await readers.workloads(reach);
  const marked = pods.kind === 'lacking' ? [] : await readers.pods(reach, pods.selector);
  const owners = await ownersOf(readers, reach, marked);
  return workloads.map(ref => {
    const fact = facts.find(one => sameWorkload(one, ref));
    if (fact === undefined) return {kind: 'gone', ref};
    const needed =
      pods.kind === 'lacking' ? lacks(fact) : marked.some(pod => isOwned(pod, ref, owners));
    return {kind: 'there', ref, fact, needed};
  });
}

function isOwned(
  pod: OwnedFact,
  ref: WorkloadRef,
  owners: ReadonlyMap<OwnedFact, WorkloadRef>,
): boolean {
  const owner = owners.get(pod);
  return owner !== undefined && sameWorkload(owner, ref);
}

/** Whether pods that are wanted are not there, or cannot be made. */
function lacks({failure, available, wanted}: WorkloadFact): boolean {
  return failure !== undefined || available < wanted;
}
