import type {Plan} from './plan.ts';
import {phrase, type Phrase} from './phrase.ts';
import type {Mode} from './settings.ts';
import type {Timing} from './timing.ts';

/** At most so many attempts to change the world for one incident. */
export const attemptBudget = 3;

/** A third repair of the same thing within this time is not made. */
const flapSeconds = 6 * 60 * 60;
/** Nor is a second one within this time. */
const quickFlapSeconds = 30 * 60;

/** Where a plan waits that may not run. */
export type Held = 'blocked' | 'awaiting-approval' | 'flapping';

/** May the plan run now? Always with a reason when not. */
export type Verdict =
  | {readonly kind: 'act'}
  | {
      readonly kind: 'hold';
      readonly state: Held;
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
  /** When repairs of the same thing were verified, epoch ms, and the time now. */
  readonly repairs: readonly number[];
  readonly now: number;
  readonly timing: Timing;
  /** Projects that the plan's actions name, and whether the allow-list has them all. */
  readonly allowed: boolean;
}

/**
 * Decides whether a planned change may be made now. Pure; every doubt ends in a hold.
 * @returns the first reason that forbids it, in the order: allow-list, mode, risk, flapping, budget.
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
  if (isFlapping(facts)) {
    return hold('flapping', phrase('reason.flapping', {repairs: facts.repairs.length}));
  }
  if (facts.attempts >= attemptBudget) {
    return {kind: 'spent', reason: phrase('reason.attempts-spent', {attempts: facts.attempts})};
  }
  return {kind: 'act'};
}

function hold(state: Held, reason: Phrase): Verdict {
  return {kind: 'hold', state, reason};
}

/** Somebody undoes the repairs: the next one would only go on with the fight. */
function isFlapping({repairs, now, timing}: GuardFacts): boolean {
  const within = (seconds: number) =>
    repairs.filter(at => now - at < timing.seconds(seconds)).length;
  return within(quickFlapSeconds) >= 1 || within(flapSeconds) >= 2;
}
