import type {WorkloadFact} from '../core/facts/kubernetes.ts';
import type {Phrase} from '../core/texts/phrase.ts';
import {phrase} from '../core/texts/texts.ts';
import {workloadName} from './workloads.ts';

/** Why a workload takes a new template and replaces no pod by itself. */
export type Held = 'paused' | 'on-delete';

/** Proof is for people: so many names of a kind are shown. */
const shown = 3;

/**
 * What keeps a restart of a workload from replacing its pods, if anything does: a Deployment whose rollouts are
 * paused, or a StatefulSet or DaemonSet whose pods wait until somebody deletes them.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#on-delete
 * https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/#daemonset-update-strategy
 */
export function heldBy({paused, onDelete}: WorkloadFact): Held | undefined {
  if (paused === true) return 'paused';
  return onDelete === true ? 'on-delete' : undefined;
}

/** Names what a plan leaves out because a restart would replace no pod of it, and what ends that. */
export function heldProof(held: readonly WorkloadFact[]): readonly Phrase[] {
  const [paused, byHand] = (['paused', 'on-delete'] as const).map(why =>
    held.filter(one => heldBy(one) === why),
  );
  return [...proofOf('proof.paused', paused), ...proofOf('proof.on-delete', byHand)];
}

function proofOf(
  code: 'proof.paused' | 'proof.on-delete',
  some: readonly WorkloadFact[] = [],
): readonly Phrase[] {
  const [first] = some;
  if (first === undefined) return [];
  const workloads = some.slice(0, shown).map(workloadName).join(', ');
  const params = {count: some.length, workloads};
  if (code === 'proof.on-delete') return [phrase(code, params)];
  const {namespace, name} = first;
  return [phrase(code, {...params, namespace, name})];
}

/** What a person does about a workload, and what that costs. */
export interface HeldAdvice {
  readonly advice: Phrase;
  readonly risk?: Phrase;
}

/** What a person does about a workload that is held; how pods are replaced by hand depends on what is wrong with them. */
export function heldAdvice(
  held: WorkloadFact,
  byHand: (held: WorkloadFact) => HeldAdvice,
): HeldAdvice {
  const {namespace, name} = held;
  return heldBy(held) === 'paused'
    ? {
        advice: phrase('advice.resume-rollout', {namespace, name}),
        risk: phrase('risk.resume-rollout'),
      }
    : byHand(held);
}
