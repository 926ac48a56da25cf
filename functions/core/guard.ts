import type {Consent} from './approval.ts';
import type {Pause} from './pause.ts';
import type {Plan} from './plan.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';
import type {RuleMode} from './settings.ts';
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
      /** When the hold may end by itself, epoch ms; absent: nobody knows. */
      readonly until?: number;
    }
  | {readonly kind: 'spent'; readonly reason: Phrase};

/** A breaker that is open for an action of the plan. */
export interface OpenBreaker {
  readonly project: string;
  readonly action: string;
  readonly said: string;
  /** The other incident whose message tells it; absent: this one has to. */
  readonly toldBy?: string;
  /** When it lets one attempt through. */
  readonly until: number;
}

/** A project whose changes of this hour are used up. */
export interface SpentBudget {
  readonly project: string;
  readonly limit: number;
  readonly until: number;
}

/** What the guard looks at. */
export interface GuardFacts {
  readonly mode: RuleMode;
  readonly plan: Plan;
  /** Of the part of the plan that is asked for. */
  readonly risks: readonly ('low' | 'high')[];
  /** Attempts already made. */
  readonly attempts: number;
  /** When repairs of the same thing were verified, epoch ms, and the time now. */
  readonly repairs: readonly number[];
  readonly now: number;
  readonly timing: Timing;
  /** When a repair of it was last held back because somebody undoes them, epoch ms. */
  readonly contestedAt?: number | undefined;
  /** Projects that the plan's actions name, and whether the allow-list has them all. */
  readonly allowed: boolean;
  /** An action of the plan that the configuration does not allow; absent: it allows all. */
  readonly disabled?: string | undefined;
  readonly pause?: Pause | undefined;
  readonly breaker?: OpenBreaker | undefined;
  readonly budget?: SpentBudget | undefined;
  /** What a person said of this very plan; absent: nothing. */
  readonly consent?: Consent;
}

/**
 * Decides whether a planned change may be made now. Pure; every doubt ends in a hold. A person's yes
 * lifts what asks for a person (mode approve, risk, flapping) and the count of attempts, which is there
 * for what nobody watches; it lifts nothing else.
 * @returns the first reason that forbids it, in the order: allow-list, exclusion, actions that are not
 * allowed, a person's no, mode observe, pause, breaker, what asks for a person, attempts, budget.
 */
export function guard(facts: GuardFacts): Verdict {
  return (
    forbidden(facts) ??
    stopped(facts) ??
    (facts.consent?.kind === 'approved' ? undefined : (asking(facts) ?? spent(facts))) ??
    overBudget(facts) ?? {kind: 'act'}
  );
}

/** What nobody can lift but by changing the configuration or the plan. */
function forbidden(facts: GuardFacts): Verdict | undefined {
  const {allowed, disabled, mode, consent} = facts;
  const plan = facts.plan.hash;
  if (!allowed) return hold('blocked', phrase('reason.project-not-allowed'));
  if (mode === 'exclude') return hold('blocked', phrase('reason.excluded'));
  if (disabled !== undefined) {
    return hold('blocked', phrase('reason.action-disabled', {action: disabled}));
  }
  if (consent?.kind === 'declined') {
    return hold('blocked', phrase('reason.plan-declined', {plan, by: consent.by}));
  }
  return mode === 'observe' ? hold('blocked', phrase('reason.mode-observe', {plan})) : undefined;
}

/** What stops every change for a while. */
function stopped({pause, breaker}: GuardFacts): Verdict | undefined {
  if (pause !== undefined) {
    const {reason, by, until} = pause;
    const held = phrase('reason.paused', {reason, by});
    return hold('blocked', held, until);
  }
  if (breaker === undefined) return undefined;
  const {project, action, said, toldBy, until} = breaker;
  const params = {project, action, said};
  return toldBy === undefined
    ? hold('blocked', phrase('reason.breaker-open', params), until)
    : hold('blocked', phrase('reason.breaker-told', {...params, incident: toldBy}), until);
}

/** What asks for a person. */
function asking(facts: GuardFacts): Verdict | undefined {
  const plan = facts.plan.hash;
  const risky = facts.risks.includes('high');
  if (facts.mode === 'approve' || risky) {
    const code = facts.mode === 'approve' ? 'reason.mode-approve' : 'reason.risk-high';
    return hold('awaiting-approval', voided(facts) ?? phrase(code, {plan}));
  }
  return isFlapping(facts)
    ? hold('flapping', phrase('reason.flapping', {repairs: facts.repairs.length}))
    : undefined;
}

/** Why a yes that was said does not count. */
function voided({consent, plan: {hash: plan}}: GuardFacts): Phrase | undefined {
  switch (consent?.kind) {
    case 'expired':
      return phrase('reason.approval-expired', {by: consent.by, plan});
    case 'changed':
      return phrase('reason.plan-changed', {by: consent.by, plan});
    case 'none':
    case 'approved':
    case 'declined':
    case undefined:
      return undefined;
  }
}

/** Without a person it is not tried on and on. */
function spent({attempts}: GuardFacts): Verdict | undefined {
  if (attempts < attemptBudget) return undefined;
  return {kind: 'spent', reason: phrase('reason.attempts-spent', {attempts})};
}

/** The project's changes of this hour are used up. */
function overBudget({budget}: GuardFacts): Verdict | undefined {
  if (budget === undefined) return undefined;
  const {project, limit, until} = budget;
  return hold('blocked', phrase('reason.budget', {project, limit}), until);
}

function hold(state: Held, reason: Phrase, until?: number): Verdict {
  return {kind: 'hold', state, reason, ...(until === undefined ? {} : {until})};
}

/** Somebody undoes the repairs: the next one would only go on with the fight. */
function isFlapping({repairs, now, timing, contestedAt = -Infinity}: GuardFacts): boolean {
  const within = (seconds: number) =>
    repairs.filter(at => now - at < timing.seconds(seconds)).length;
  // Once it is a fight, it is one until it was quiet for as long.
  if (now - contestedAt < timing.seconds(flapSeconds)) return true;
  return within(quickFlapSeconds) >= 1 || within(flapSeconds) >= 2;
}
