import type {Plan} from './plan.ts';
import {phrase, type Phrase} from './phrase.ts';
import type {Mode} from './settings.ts';

/** At most so many attempts to change the world for one incident. */
export const attemptBudget = 3;

/** May the plan run now? Always with a reason when not. */
export type Verdict =
  | {readonly kind: 'act'}
  | {
      readonly kind: 'hold';
      readonly state: 'blocked' | 'awaiting-approval';
      readonly reason: Phrase;
    }
  | {readonly kind: 'spent'; readonly reason: Phrase};

/** What the guard looks at. */
export interface GuardFacts {
  readonly mode: Mode;
  readonly plan: Plan;
  readonly risks: readonly ('low' | 'high')[];
  /** Attempts already made. */
  readonly attempts: number;
  /** Projects that the plan's actions name, and whether the allow-list has them all. */
  readonly allowed: boolean;
}

/**
 * Decides whether a planned change may be made now. Pure; every doubt ends in a hold.
 * @returns the first reason that forbids it, in the order: allow-list, mode, risk, budget.
 */
export function guard(facts: GuardFacts): Verdict {
  const plan = facts.plan.hash;
  if (!facts.allowed) return hold('blocked', phrase('reason.project-not-allowed'));
  switch (facts.mode) {
    case 'observe':
      return hold('blocked', phrase('reason.mode-observe', {plan}));
    case 'approve':
      return hold('awaiting-approval', phrase('reason.mode-approve', {plan}));
    case 'auto':
      break;
  }
  if (facts.risks.includes('high')) {
    return hold('awaiting-approval', phrase('reason.risk-high', {plan}));
  }
  if (facts.attempts >= attemptBudget) {
    return {kind: 'spent', reason: phrase('reason.attempts-spent', {attempts: facts.attempts})};
  }
  return {kind: 'act'};
}

function hold(state: 'blocked' | 'awaiting-approval', reason: Phrase): Verdict {
  return {kind: 'hold', state, reason};
}
