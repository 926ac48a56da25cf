import {inboxIn, inboxMark, inboxValue, withAnswer} from '../../core/inbox/answer-inbox.ts';
import {
  answerIn,
  answerValue,
  approvalMark,
  firstOf,
  type GivenAnswer,
} from '../../core/guard/consent.ts';
import type {Answer} from '../../core/incident/approval.ts';
import {errorText} from '../../core/lib/error.ts';
import {type AnswerRefusal, refusalOf} from '../../core/inbox/answer.ts';
import type {Marks, Store} from '../../core/ports/ports.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';

/** What became of a person's answer. */
export type PlanAnswered =
  | {readonly kind: 'unknown' | 'taken'}
  /** Nothing was changed, with the reason. */
  | {readonly kind: 'refused'; readonly reason: AnswerRefusal}
  /** Somebody else's answer to the same plan counts. */
  | {readonly kind: 'answered'; readonly before: Answer};

/** What an answer needs: the incidents to read, and where the guard looks for answers. */
export interface AnswerDeps extends Pick<Deps, 'queue' | 'log' | 'timing'> {
  readonly store: Pick<Store, 'read'>;
  readonly guardStore: Marks;
}

/**
 * Writes a person's answer to a plan down where the guard looks for it, and into the inbox. Respond takes it
 * up from there with its next sweep, or as soon as the incident is handed over. Neither the incident nor
 * the world is changed here. After a write that failed the same answer can be given again.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function answerPlan(
  deps: AnswerDeps,
  incidentId: string,
  answer: Answer,
): Promise<PlanAnswered> {
  const incident = await deps.store.read(incidentId);
  if (incident === undefined) return {kind: 'unknown'};
  const reason = refusalOf(incident, answer.plan);
  if (reason !== undefined) return {kind: 'refused', reason};
  const given: GivenAnswer = {...answer, run: incident.work.run};
  const {guardStore, timing} = deps;
  const counts = await updateMark(guardStore, approvalMark(incidentId), value => {
    const first = firstOf(answerIn(value), given, timing);
    return first === given ? {value: answerValue(given), result: given} : {result: first};
  });
  await intoInbox(guardStore, incidentId, counts.at);
  await handOver(deps, incidentId);
  const isSame = counts.answer === given.answer && counts.by === given.by;
  return isSame ? {kind: 'taken'} : {kind: 'answered', before: counts};
}

/** Has respond look at what people have said of an incident, with its next sweep. @throws StaleError, StoreError. */
export async function intoInbox(guardStore: Marks, incident: string, at: number): Promise<void> {
  await updateMark<undefined>(guardStore, inboxMark, value => {
    const inbox = inboxIn(value);
    const fuller = withAnswer(inbox, incident, at);
    return fuller === inbox ? {result: undefined} : {value: inboxValue(fuller), result: undefined};
  });
}

/** Who may answer need not be allowed to publish: the sweep finds the answer within a minute. */
export async function handOver(
  {queue, log}: Pick<AnswerDeps, 'queue' | 'log'>,
  incident: string,
): Promise<void> {
  try {
    await queue.handOver(incident);
  } catch (error) {
    log.info('not handed over: the next sweep takes the answer up', {
      incident,
      error: errorText(error),
    });
  }
}
