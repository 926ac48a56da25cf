/** A person's yes or no to one plan. */
export interface Answer {
  /** The hash of the plan that the person saw. */
  readonly plan: string;
  readonly answer: 'approved' | 'declined';
  /** Who, as `nameOf` of `core/config/people.ts` writes it; several who had to agree are joined by commas. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A person's answer as an incident notes it. What it permits, `core/guard/consent.ts` says. */
export interface Approval extends Answer {
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

/** Who has said yes to a plan that takes more than one person. */
export interface KnownVotes {
  /** Hash of the plan. */
  readonly plan: string;
  readonly run: number;
  readonly by: readonly string[];
  /** How many people have to. */
  readonly of: number;
}
