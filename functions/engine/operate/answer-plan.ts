import {answerIn, answerValue, approvalMark, firstOf} from '../../core/guard/consent.ts';
import type {Answer} from '../../core/incident/approval.ts';
import {answer, type AnswerRefusal} from '../../core/lifecycle/answer.ts';
import type {Marks, Store} from '../../core/ports/ports.ts';
import {enqueue} from '../correlate/enqueue.ts';
import {change, updateMark} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';

/** What became of a person's answer. `refused`: nothing was changed, with the reason. */
export type PlanAnswered =
  {readonly kind: 'unknown' | 'taken'} | {readonly kind: 'refused'; readonly reason: AnswerRefusal};

/** What an answer needs: where the guard looks for it, the incident, and whoever goes on with it. */
export interface AnswerDeps extends Pick<Deps, 'queue' | 'log' | 'timing'> {
  readonly store: Pick<Store, 'read' | 'replace'>;
  readonly guardStore: Marks;
}

/**
 * Writes a person's answer to a plan down, for the guard first and then into the incident, and hands the
 * incident over. Nothing is changed in the world here: whoever takes the incident looks at live state first.
 * A write that fails in between leaves an answer that permits nothing; the same answer can be given again.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function answerPlan(
  deps: AnswerDeps,
  incidentId: string,
  given: Answer,
): Promise<PlanAnswered> {
  const incident = await deps.store.read(incidentId);
  if (incident === undefined) return {kind: 'unknown'};
  const wanted = answer(incident, given);
  if (wanted.kind === 'refused') return wanted;
  const counts = await updateMark<Answer>(deps.guardStore, approvalMark(incidentId), value => {
    const first = firstOf(answerIn(value), given, deps.timing);
    return first === given ? {value: answerValue(given), result: given} : {result: first};
  });
  const {plan, by, at} = counts;
  let refused: AnswerRefusal | undefined;
  const moved = await change(deps.store, incidentId, found => {
    const answered = answer(found, {plan, answer: counts.answer, by, at});
    refused = answered.kind === 'refused' ? answered.reason : undefined;
    return answered.kind === 'refused' ? found : answered.incident;
  });
  if (moved === undefined) return {kind: 'unknown'};
  if (refused !== undefined) return {kind: 'refused', reason: refused};
  await enqueue(deps, incidentId);
  // Somebody else's no crossed this yes.
  if (counts.answer === given.answer) return {kind: 'taken'};
  return {kind: 'refused', reason: {kind: 'nothing-waits', state: moved.state}};
}
