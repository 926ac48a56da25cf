import type {Answer} from '../incident/approval.ts';
import {type Incident, move} from '../incident/incident.ts';
import type {State} from '../incident/reason.ts';

/** Why an answer is refused: no plan waits, or it is `plan` by now. */
export type AnswerRefusal =
  | {readonly kind: 'nothing-waits'; readonly state: State}
  | {readonly kind: 'other-plan'; readonly plan: string};

/** What became of an answer. */
export type Answered =
  | {readonly kind: 'taken'; readonly incident: Incident}
  | {readonly kind: 'refused'; readonly reason: AnswerRefusal};

/**
 * Takes a person's answer: the incident is looked at anew, and acts only if live state still leads to
 * that plan. An answer to another plan than the one that is shown, or where none waits, is refused.
 */
export function answer(incident: Incident, given: Answer): Answered {
  const {
    state,
    work: {plan},
  } = incident;
  if (plan === undefined || (state !== 'awaiting-approval' && state !== 'flapping')) {
    return {kind: 'refused', reason: {kind: 'nothing-waits', state}};
  }
  if (plan.hash !== given.plan) {
    return {kind: 'refused', reason: {kind: 'other-plan', plan: plan.hash}};
  }
  const {by, at} = given;
  const reason = {kind: given.answer, by, plan: plan.hash};
  const moved = move(incident, {state: 'diagnosing', reason, now: at, nextLook: at});
  return {kind: 'taken', incident: {...moved, work: {...moved.work, approval: given}}};
}
