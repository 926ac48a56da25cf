import type {Verdict} from '../guard/guard.ts';
import {attemptsOf, type Incident, standing, undoOf} from '../incident/incident.ts';
import {type Plan, planOf, waveOf} from '../incident/plan.ts';
import type {Now} from '../lib/time-scale.ts';
import {carryOut} from './carry-out.ts';
import {
  type Broken,
  type DecideContext,
  type Decision,
  type Proposal,
  type Seen,
  wait,
} from './decision.ts';
import {explaining} from './explanation.ts';
import {begin} from './look.ts';
import {decided, kept, soonest, stillParked} from './parked.ts';
import {underWay} from './plan-progress.ts';
import {verifying} from './verification.ts';

/**
 * The plan for a diagnosis, or what is left of one that a person approved and that is being carried
 * out, with its next part.
 */
export function proposed(incident: Incident, broken: Broken, at: DecideContext): Proposal {
  const fresh = planFor(incident, broken);
  const going = underWay(incident, fresh.actions, at) ?? {
    plan: fresh,
    rest: fresh.actions,
    attempt: attemptsOf(incident) + 1,
  };
  return {...going, broken, part: waveOf(going.rest, at.atOnce)};
}

export function planFor({key}: Incident, {actions}: Broken): Plan {
  return planOf(key, actions);
}

/** A parked incident begins anew; that entries kept coming confirms it whatever live state shows. */
export function resumed(incident: Incident, at: Now): Incident {
  const begun = begin(incident, at);
  const doubted = incident.state === 'blocked' && incident.reason.kind === 'keeps-failing';
  return doubted ? {...begun, work: {...begun.work, confirmed: true}} : begun;
}

/** The guard has spoken. */
export function guarded(
  before: Incident,
  seen: Extract<Seen, {kind: 'guarded'}>,
  at: DecideContext,
): Decision {
  const {verdict, proposal} = seen;
  const incident = explaining(before, proposal.broken);
  if (undoOf(incident) !== undefined && verdict.kind === 'hold') {
    const {reason} = verdict;
    // A no to an undo leaves nothing to wait for.
    if (reason.kind === 'plan-declined') {
      return wait(kept(incident, {kind: 'declined', by: reason.by}, at));
    }
  }
  if (standing(incident.state) === 'parked') {
    if (verdict.kind === 'hold' && isSameHold(incident, verdict)) {
      return wait(soonest(stillParked(incident, at), verdict.until, at));
    }
    // What was made of a plan before it was held has to have taken before it goes on.
    if (underWay(incident, planFor(incident, proposal.broken).actions, at) !== undefined) {
      const begun = resumed(incident, at);
      return wait(verifying({...begun, work: {...begun.work, actedAt: at.now}}, at));
    }
  }
  if (verdict.kind === 'hold' && verdict.state === 'flapping') {
    return {incident: before, effect: {kind: 'find-reverter', proposal, hold: verdict}};
  }
  return planned(resumed(incident, at), seen, at);
}

/** Whether a hold is the one that people were told; who is fighting is told once. */
function isSameHold({state, reason}: Incident, verdict: Extract<Verdict, {kind: 'hold'}>): boolean {
  if (state === 'flapping') return isSame({...reason, fight: []}, {...verdict.reason, fight: []});
  return isSame(reason, verdict.reason);
}

/** It is planned, and then goes on or waits. */
export function planned(
  begun: Incident,
  {
    proposal,
    verdict,
    commands,
    remedy,
  }: Pick<Extract<Seen, {kind: 'guarded'}>, 'proposal' | 'verdict' | 'commands'> & {
    readonly remedy?: string;
  },
  at: DecideContext,
): Decision {
  const {plan, broken} = proposal;
  const {cause, proof} = broken;
  const next = decided(
    explaining(begun, broken),
    {plan, commands, verdict, cause, proof, remedy},
    at,
  );
  return verdict.kind === 'act' ? carryOut(next, proposal, at) : wait(next);
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
