import type {MembershipFact} from '../../core/facts/cloud.ts';
import type {
  BudgetFact,
  OwnedFact,
  Reach,
  WorkloadFact,
  WorkloadRef,
} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {heldBy} from '../../mesh/held-workloads.ts';
import {ownersOf, systemNamespaces, workloadName} from '../../mesh/workloads.ts';

/** The pods that carry this label wait for somebody to restart them (troubleshooting page). */
export const selector = 'dataplane-upgrade=failed';

/** What is to be seen in a cluster of failed upgrades. */
export interface Seen {
  readonly pods: readonly OwnedFact[];
  /** The workloads that a rolling restart can renew, each once. */
  readonly workloads: readonly WorkloadRef[];
  /** Those that would take a restart and replace no pod. */
  readonly held: readonly WorkloadFact[];
  /** Pods that no rolling restart renews, or none that is made. */
  readonly bare: readonly OwnedFact[];
  /** Of those workloads, which lack pods right now. */
  readonly short: readonly WorkloadFact[];
  /** Budgets that allow no eviction of such a pod: the usual reason of the failure. */
  readonly strict: readonly BudgetFact[];
}

/**
 * Reads the pods, and only where there are any what they belong to and what holds them.
 * @throws CallError
 */
export async function inspect(readers: Readers, reach: Reach): Promise<Seen> {
  const pods = await readers.pods(reach, selector);
  if (pods.length === 0) {
    return {pods, workloads: [], held: [], bare: [], short: [], strict: []};
  }
  // What runs in a namespace of the system is not restarted.
  const ours = pods.filter(one => !systemNamespaces.includes(one.namespace));
  const owners = await ownersOf(readers, reach, ours);
  const byName = new Map([...owners.values()].map(one => [workloadName(one), one]));
  const [facts, budgets] = await Promise.all([readers.workloads(reach), readers.budgets(reach)]);
  const held = facts.filter(one => byName.has(workloadName(one)) && heldBy(one) !== undefined);
  const heldNames = new Set(held.map(workloadName));
  return {
    pods,
    workloads: [...byName.values()].filter(one => !heldNames.has(workloadName(one))),
    held,
    bare: pods.filter(one => !owners.has(one)),
    short: facts.filter(one => one.available < one.wanted && byName.has(workloadName(one))),
    strict: budgets.filter(one => one.allowed === 0 && pods.some(pod => holds(one, pod))),
  };
}

function holds({namespace, selector: wanted}: BudgetFact, pod: OwnedFact): boolean {
  return (
    namespace === pod.namespace &&
    Object.entries(wanted).every(([name, value]) => pod.labels[name] === value)
  );
}

/**
 * Whether the fleet says that upgrades of the data plane failed: the page's state NEEDS_ATTENTION with
 * the code UPGRADE_FAILURES, also where only one of the two is told.
 */
export function needsAttention(state: MembershipFact | undefined): boolean {
  if (state === undefined) return false;
  return (
    state.dataPlane === 'NEEDS_ATTENTION' ||
    state.dataPlaneDetails.some(one => one.code === 'UPGRADE_FAILURES')
  );
}
