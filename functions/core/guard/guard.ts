import type {Consent} from './consent.ts';
import type {Pause} from './pause.ts';
import type {Silence} from './silence.ts';
import type {Plan} from '../incident/plan.ts';
import type {ApprovalHold, FlappingHold, HandedOver, Stop} from '../incident/reason.ts';
import type {RuleMode} from '../config/settings.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/** At most so many attempts to change the world for one incident. */
export const attemptBudget = 3;

/** A third repair of the same thing within this time is not made. */
const flapSeconds = 6 * 60 * 60;
/** Nor is a second one within this time. */
const quickFlapSeconds = 30 * 60;

/** May the plan run now? Always with a reason when not, and where it waits. */
export type Verdict =
  | {readonly kind: 'act'}
  | ({
      readonly kind: 'hold';
      /** When the hold may end by itself, epoch ms; absent: nobody knows. */
      readonly until?: number;
    } & Held)
  | {readonly kind: 'spent'; readonly reason: Extract<HandedOver, {kind: 'attempts-spent'}>};

type Held =
  | {readonly state: 'blocked'; readonly reason: Stop}
  | {readonly state: 'awaiting-approval'; readonly reason: ApprovalHold}
  | {readonly state: 'flapping'; readonly reason: FlappingHold};

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
  readonly timing: TimeScale;
  /** When a repair of it was last held back because somebody undoes them, epoch ms. */
  readonly contestedAt?: number | undefined;
  /** Projects that the plan's actions name, and whether the allow-list has them all. */
  readonly allowed: boolean;
  /** An action of the plan that the configuration does not allow; absent: it allows all. */
  readonly disabled?: string | undefined;
  readonly pause?: Pause | undefined;
  /** The silence that covers what the plan is for or changes; `unreadable`: nobody knows whether one does. */
  readonly silence?: Silence | 'unreadable' | undefined;
  readonly breaker?: OpenBreaker | undefined;
  readonly budget?: SpentBudget | undefined;
  /** Who wants a repair taken back, where the plan does that. */
  readonly undo?: string | undefined;
  /** Who had what the plan makes taken back, and when, epoch ms; absent: nobody. */
  readonly undone?: {readonly by: string; readonly at: number} | undefined;
  /** What a person said of this very plan; absent: nothing. */
  readonly consent?: Consent;
}

/**
 * Decides whether a planned change may be made now. Pure; every doubt ends in a hold. A person's yes
 * lifts what asks for a person (mode approve, risk, flapping) and the count of attempts, which is there
 * for what nobody watches; it lifts nothing else.
 * @returns the first reason that forbids it, in the order: allow-list, exclusion, actions that are not
 * allowed, a person's no, mode observe, pause, silence, breaker, what asks for a person, attempts, budget.
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
  if (!allowed) return stop({kind: 'project-not-allowed'});
  if (mode === 'exclude') return stop({kind: 'excluded'});
  if (disabled !== undefined) return stop({kind: 'action-disabled', action: disabled});
  if (consent?.kind === 'declined') return stop({kind: 'plan-declined', plan, by: consent.by});
  return mode === 'observe' ? stop({kind: 'mode-observe', plan}) : undefined;
}

/** What stops every change for a while. */
function stopped({pause, silence, breaker}: GuardFacts): Verdict | undefined {
  if (pause !== undefined) {
    const {reason, by, until} = pause;
    return stop({kind: 'paused', reason, by}, until);
  }
  if (silence === 'unreadable') return stop({kind: 'silences-unreadable'});
  if (silence !== undefined) {
    const {id, reason, by, until} = silence;
    return stop({kind: 'silenced', silence: id, reason, by, until}, until);
  }
  if (breaker === undefined) return undefined;
  const {project, action, said, toldBy, until} = breaker;
  const open = {project, action, said};
  return toldBy === undefined
    ? stop({kind: 'breaker-open', ...open}, until)
    : stop({kind: 'breaker-told', ...open, incident: toldBy}, until);
}

/** What asks for a person. */
function asking(facts: GuardFacts): Verdict | undefined {
  const plan = facts.plan.hash;
  const asked = askedFor(facts, plan);
  if (asked !== undefined || facts.consent?.kind === 'unproven') {
    const reason = voided(facts) ?? asked;
    if (reason !== undefined) return {kind: 'hold', state: 'awaiting-approval', reason};
  }
  if (!isFlapping(facts)) return undefined;
  const reason = {kind: 'flapping', repairs: facts.repairs.length} as const;
  return {kind: 'hold', state: 'flapping', reason};
}

/** What of the plan asks for a person. */
function askedFor({mode, risks, undo, undone}: GuardFacts, plan: string): ApprovalHold | undefined {
  if (undo !== undefined) return {kind: 'undo-waits', by: undo, plan};
  if (undone !== undefined) return {kind: 'undone-before', ...undone, plan};
  if (mode === 'approve') return {kind: 'mode-approve', plan};
  return risks.includes('high') ? {kind: 'risk-high', plan} : undefined;
}

/** Why an approval that was given does not count. */
function voided({consent, plan: {hash: plan}}: GuardFacts): ApprovalHold | undefined {
  switch (consent?.kind) {
    case 'expired':
      return {kind: 'approval-expired', by: consent.by, plan};
    case 'changed':
      return {kind: 'plan-changed', by: consent.by, plan};
    case 'unproven':
      return {kind: 'approval-unproven', by: consent.by, plan};
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
  return {kind: 'spent', reason: {kind: 'attempts-spent', attempts}};
}

/** The project's changes of this hour are used up. */
function overBudget({budget}: GuardFacts): Verdict | undefined {
  if (budget === undefined) return undefined;
  const {project, limit, until} = budget;
  return stop({kind: 'budget', project, limit}, until);
}

function stop(reason: Stop, until?: number): Verdict {
  return {kind: 'hold', state: 'blocked', reason, ...(until === undefined ? {} : {until})};
}

/** Somebody undoes the repairs: the next one would only go on with the fight. */
function isFlapping({repairs, now, timing, contestedAt = -Infinity}: GuardFacts): boolean {
  const within = (seconds: number) =>
    repairs.filter(at => now - at < timing.seconds(seconds)).length;
  // Once it is a fight, it is one until it was quiet for as long.
  if (now - contestedAt < timing.seconds(flapSeconds)) return true;
  return within(quickFlapSeconds) >= 1 || within(flapSeconds) >= 2;
}
