import {type Incident, move} from './incident.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';
import type {Timing} from './timing.ts';

/** A person's yes or no to one plan. */
export interface Approval {
  /** The hash of the plan that the person saw. */
  readonly plan: string;
  readonly answer: 'approved' | 'declined';
  /** Who, as they call themselves; shown, never trusted. */
  readonly by: string;
  readonly at: number;
  /** The attempt that used it up; 0: the plan had changed by the time that it was to be used. */
  readonly usedBy?: number;
}

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
  {attempt, now, timing}: {readonly attempt: number; readonly now: number; readonly timing: Timing},
): Consent {
  if (approval === undefined) return {kind: 'none'};
  const {by, answer, usedBy} = approval;
  const same = approval.plan === plan;
  if (answer === 'declined') return same ? {kind: 'declined', by} : {kind: 'none'};
  if (usedBy !== undefined && usedBy !== 0) {
    return same && usedBy === attempt ? {kind: 'approved'} : {kind: 'none'};
  }
  if (usedBy === 0 || !same) return {kind: 'changed', by};
  if (now - approval.at > timing.seconds(approvalSeconds)) return {kind: 'expired', by};
  return {kind: 'approved'};
}

/** A person's answer to the plan that an incident shows. */
export type Answer = Omit<Approval, 'usedBy'>;

/** What became of an answer. */
export type Answered =
  | {readonly kind: 'taken'; readonly incident: Incident}
  | {readonly kind: 'refused'; readonly reason: Phrase};

/**
 * Takes a person's answer: the incident is looked at anew, and acts only if live state still leads to
 * that plan. An answer to another plan than the one that is shown, or where none waits, is refused.
 */
export function answer(incident: Incident, given: Answer): Answered {
  const {state, plan} = incident;
  if (plan === undefined || (state !== 'awaiting-approval' && state !== 'flapping')) {
    return {kind: 'refused', reason: phrase('answer.nothing-waits', {state})};
  }
  if (plan.hash !== given.plan) {
    return {kind: 'refused', reason: phrase('answer.other-plan', {plan: plan.hash})};
  }
  const {by, at} = given;
  const code = given.answer === 'approved' ? 'reason.approved' : 'reason.declined';
  const reason = phrase(code, {by, plan: plan.hash});
  const moved = move(incident, {state: 'diagnosing', reason, now: at, nextLook: at});
  return {kind: 'taken', incident: {...moved, approval: given}};
}

/** Uses an approval up for an attempt, in the very write that intends its first effect. */
export function usedUp(incident: Incident, attempt: number): Pick<Incident, 'approval'> {
  const {approval} = incident;
  if (approval?.answer !== 'approved' || approval.usedBy !== undefined) return {};
  return {approval: {...approval, usedBy: attempt}};
}
