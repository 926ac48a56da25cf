import type {MembershipFact} from '../../core/facts.ts';

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
