import {type Answer, approvalSeconds} from '../incident/approval.ts';
import {type Incident, move, standing} from '../incident/incident.ts';
import type {State} from '../incident/reason.ts';
import type {Now} from '../lib/time-scale.ts';

/** Why an answer is refused: no plan waits, or it is `plan` by now. */
export type AnswerRefusal =
  | {readonly kind: 'nothing-waits'; readonly state: State}
  | {readonly kind: 'other-plan'; readonly plan: string};

/** Whether an incident shows a plan and waits for a person's answer to it. */
export function waits({state, work: {plan}}: Incident): boolean {
  return plan !== undefined && (state === 'awaiting-approval' || state === 'flapping');
}

/**
 * Why an answer to the plan with this hash is refused: none waits, or another one; undefined: it is
 * what the incident waits for.
 */
export function refusalOf(incident: Incident, hash: string): AnswerRefusal | undefined {
  const {state, work} = incident;
  if (work.plan === undefined || !waits(incident)) return {kind: 'nothing-waits', state};
  return work.plan.hash === hash ? undefined : {kind: 'other-plan', plan: work.plan.hash};
}

/**
 * Takes a person's answer up: the incident is looked at anew, and acts only if live state still leads to
 * the plan that was answered. For any other plan it does not count, and people are told so.
 */
export function answered(incident: Incident, given: Answer, now: number): Incident {
  const {plan, answer, by, at} = given;
  const reason = {kind: answer, by, plan};
  // People read when it was given; the incident may have waited since, and clocks differ.
  const when = Math.max(incident.work.changedAt, Math.min(at, now));
  const moved = move(incident, {state: 'diagnosing', reason, now: when, nextLook: now});
  return {...moved, work: {...moved.work, approval: {plan, answer, by, at}}};
}

/**
 * What becomes of an answer that nobody has taken up. `due`: its incident waits for it, and nobody works on
 * that. `later`: it may wait for it again. `over`: it was taken up, or there is no use for it.
 * @param incident undefined: it is not known any more.
 * @param at when the answer was given, epoch ms.
 */
export function turnOf(
  incident: Incident | undefined,
  at: number,
  {now, timing}: Now,
): 'due' | 'later' | 'over' {
  if (incident === undefined || standing(incident.state) === 'closed') return 'over';
  if ((incident.lease?.until ?? 0) > now) return 'later';
  if (waits(incident)) return 'due';
  const isTakenUp = incident.work.approval?.at === at;
  return isTakenUp || now - at > timing.seconds(approvalSeconds) ? 'over' : 'later';
}
