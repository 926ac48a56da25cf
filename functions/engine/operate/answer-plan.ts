import {answer, type Answer, type AnswerRefusal} from '../../core/lifecycle/answer.ts';
import type {Store} from '../../core/ports/ports.ts';
import {enqueue} from '../correlate/enqueue.ts';
import {change} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';

/** What became of a person's answer. `refused`: nothing was changed, with the reason. */
export type PlanAnswered =
  {readonly kind: 'unknown' | 'taken'} | {readonly kind: 'refused'; readonly reason: AnswerRefusal};

/** What an answer needs: the incident's place, and whoever goes on with it. */
export interface AnswerDeps extends Pick<Deps, 'queue' | 'log'> {
  readonly store: Pick<Store, 'read' | 'replace'>;
}

/**
 * Writes a person's answer to a plan down by compare-and-set, and hands the incident over. Nothing is
 * changed in the world here: whoever takes the incident looks at live state first.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function answerPlan(
  deps: AnswerDeps,
  incidentId: string,
  given: Answer,
): Promise<PlanAnswered> {
  let refused: AnswerRefusal | undefined;
  const found = await change(deps.store, incidentId, incident => {
    const answered = answer(incident, given);
    refused = answered.kind === 'refused' ? answered.reason : undefined;
    return answered.kind === 'refused' ? incident : answered.incident;
  });
  if (found === undefined) return {kind: 'unknown'};
  if (refused !== undefined) return {kind: 'refused', reason: refused};
  await enqueue(deps, incidentId);
  return {kind: 'taken'};
}
