import type {TimeScale} from '../lib/time-scale.ts';

/** A person's yes or no to one plan. */
export interface Approval {
  /** The hash of the plan that the person saw. */
  readonly plan: string;
  readonly answer: 'approved' | 'declined';
  /** Who, as they call themselves; shown, never trusted. */
  readonly by: string;
  readonly at: number;
  /** Absent: it may still be used. */
  readonly use?: ApprovalUse;
}

/** What an approval was used up by. */
export type ApprovalUse =
  | {readonly kind: 'attempt'; readonly attempt: number}
  /** The plan had changed by the time that it was to be used. */
  | {readonly kind: 'voided'};

/** A yes is void this long after it was said, in seconds. */
export const approvalSeconds = 30 * 60;

/** What an incident's approval means for a plan. */
export type Consent =
  | {readonly kind: 'none' | 'approved'}
  | {readonly kind: 'declined' | 'expired' | 'changed'; readonly by: string};

/**
 * What the approval of an incident says of a plan now. A yes counts once, for its own plan and its
 * time; the attempt that used it may go on with it. A no to a plan stays.
 */
export function consentOf(
  approval: Approval | undefined,
  plan: string,
  {
    attempt,
    now,
    timing,
  }: {readonly attempt: number; readonly now: number; readonly timing: TimeScale},
): Consent {
  if (approval === undefined) return {kind: 'none'};
  const {by, answer, use} = approval;
  const same = approval.plan === plan;
  if (answer === 'declined') return same ? {kind: 'declined', by} : {kind: 'none'};
  if (use?.kind === 'attempt') {
    return same && use.attempt === attempt ? {kind: 'approved'} : {kind: 'none'};
  }
  if (use?.kind === 'voided' || !same) return {kind: 'changed', by};
  if (now - approval.at > timing.seconds(approvalSeconds)) return {kind: 'expired', by};
  return {kind: 'approved'};
}

/** An approval that may still be used is used up by an attempt, in the write that intends its first effect. */
export function usedUp(
  approval: Approval | undefined,
  attempt: number,
): {readonly approval?: Approval} {
  if (approval === undefined) return {};
  const usable = approval.answer === 'approved' && approval.use === undefined;
  return {approval: usable ? {...approval, use: {kind: 'attempt', attempt}} : approval};
}

/** An approval of another plan than the one that is due now is void, whatever is planned next. */
export function voidedBy(
  approval: Approval | undefined,
  plan: string,
): {readonly approval?: Approval} {
  if (approval === undefined) return {};
  const usable = approval.answer === 'approved' && approval.use === undefined;
  return {
    approval: usable && approval.plan !== plan ? {...approval, use: {kind: 'voided'}} : approval,
  };
}

/** Whether an approval is the one that an attempt is being made on. */
export function carries(approval: Approval | undefined, attempt: number): approval is Approval {
  return (
    approval?.answer === 'approved' &&
    approval.use?.kind === 'attempt' &&
    approval.use.attempt === attempt
  );
}
