import type {MembershipFact} from '../../core/facts/cloud.ts';
import type {KubeCondition, RevisionFact} from '../../core/facts/kubernetes.ts';
import {type Documented, stalledReason} from './reasons.ts';

/** Why a revision in the cluster is stalled, in its own words. */
export interface Stall {
  readonly revision: string;
  readonly reason: string;
  readonly message: string;
}

/**
 * The revisions that say of themselves that they are stalled.
 * Source: troubleshooting page, "Check the status of the managed control plane".
 */
export function stallsOf(revisions: readonly RevisionFact[] = []): readonly Stall[] {
  return revisions.flatMap(({name, conditions}) => {
    const found = conditions.find(isStalled);
    return found === undefined
      ? []
      : [{revision: name, reason: found.reason, message: found.message}];
  });
}

/** Whether a revision in the cluster says anything of how its provisioning goes. */
export function speaks(revisions: readonly RevisionFact[] = []): boolean {
  return revisions.some(({conditions}) =>
    conditions.some(({type, status}) => told.includes(type) && status !== 'Unknown'),
  );
}

/**
 * The documented reason that live state gives: a stalled revision in the cluster first, then what the fleet
 * says of the control plane. Of several the first in the cluster's order.
 */
export function documentedIn(
  {controlPlaneDetails}: MembershipFact,
  revisions: readonly RevisionFact[] | undefined,
): Documented | undefined {
  const inside = stallsOf(revisions).map(one => one.message);
  const texts = inside.length > 0 ? inside : controlPlaneDetails.map(one => one.details);
  for (const text of texts) {
    const found = stalledReason(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

const told = ['Reconciled', 'Stalled'];

function isStalled({type, status}: KubeCondition): boolean {
  return type === 'Stalled' && status === 'True';
}
