import {type PersonIdentity, nameOf} from '../../core/config/people.ts';
import {
  approverRefusal,
  type ApproverRefusal,
  approverRule,
  type KnownPeople,
  votesNeeded,
} from '../../core/guard/approvers.ts';
import type {Answer} from '../../core/incident/approval.ts';
import {type Incident, undoOf} from '../../core/incident/incident.ts';
import {
  isAsked,
  type Question,
  questionIn,
  questionMark,
  questionValue,
  withVote,
} from '../../core/interaction/question.ts';
import {refusalOf} from '../../core/inbox/answer.ts';
import type {Deps} from '../lib/context.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import {knownPeople} from '../lib/known-people.ts';
import {
  type AnswerDeps,
  answerPlan,
  handOver,
  intoInbox,
  type PlanAnswered,
} from './answer-plan.ts';

/** What a person says to a plan. */
export interface GivenAnswer {
  readonly answer: Answer['answer'];
  readonly who: PersonIdentity;
  /** What was answered: the plan with this hash, or what a button of a message stood beside. */
  readonly to:
    | {readonly kind: 'plan'; readonly hash: string}
    | {readonly kind: 'question'; readonly run: number; readonly token: string};
}

/** What became of it. */
export type QuestionAnswered =
  | PlanAnswered
  /** Nothing was changed: the button stood beside something else. */
  | {readonly kind: 'stale'}
  /** Nothing was changed: this person may not. */
  | {readonly kind: 'not-allowed'; readonly reason: ApproverRefusal}
  /** One yes of several that are needed. */
  | {readonly kind: 'counted'; readonly have: number; readonly votes: number};

/** What an answer needs beside what a plan's answer does. */
export type QuestionDeps = AnswerDeps & Pick<Deps, 'settings' | 'clock'>;

/**
 * Takes a person's answer to a plan, as far as the settings let this person give it, and as often as they ask for.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function answerQuestion(
  deps: QuestionDeps,
  incidentId: string,
  {answer, who, to}: GivenAnswer,
): Promise<QuestionAnswered> {
  const {settings, guardStore, clock, timing} = deps;
  const incident = await deps.store.read(incidentId);
  if (incident === undefined) return {kind: 'unknown'};
  const hash = to.kind === 'plan' ? to.hash : incident.work.plan?.hash;
  const stale = refusalOf(incident, hash ?? '');
  if (hash === undefined || stale !== undefined) {
    return to.kind === 'question' || stale === undefined
      ? {kind: 'stale'}
      : {kind: 'refused', reason: stale};
  }
  const asked = questionIn((await guardStore.mark(questionMark(incidentId)))?.value);
  if (to.kind === 'question' && !isPressed(asked, incident, to)) return {kind: 'stale'};
  const known = await knownPeople(deps);
  const reason = answerRefusal(settings, incident, {answer, who}, known);
  if (reason !== undefined) return {kind: 'not-allowed', reason};
  const votes = votesNeeded(settings, aboutOf(incident));
  const said = {by: nameOf(who, known.people), at: clock.now()};
  // Nobody has shown it with buttons, and one answer is enough: there is nothing to keep of it.
  if (asked === undefined && votes === 1) {
    return answerPlan(deps, incidentId, {plan: hash, answer, ...said});
  }
  const question = await updateMark(guardStore, questionMark(incidentId), value => {
    const before = questionIn(value);
    const mine: Question = isAsked(before, incident)
      ? before
      : {plan: hash, run: incident.work.run, votes: []};
    const voted = answer === 'approved' ? withVote(mine, said, timing) : mine;
    const isDecided = answer === 'declined' || voted.votes.length >= votes;
    const next =
      isDecided && mine.answeredAt === undefined ? {...voted, answeredAt: said.at} : voted;
    return {value: questionValue(next), result: next};
  });
  const {votes: given} = question;
  if (answer === 'approved' && given.length < votes) {
    // Respond shows it, so that somebody else knows that it is their turn.
    await intoInbox(guardStore, incidentId, said.at);
    await handOver(deps, incidentId);
    return {kind: 'counted', have: given.length, votes};
  }
  // The same answer for whoever of them gives it again: their names and the time of the last yes.
  const whole =
    answer === 'approved'
      ? {by: given.map(one => one.by).join(', '), at: Math.max(...given.map(one => one.at))}
      : said;
  return answerPlan(deps, incidentId, {plan: hash, answer, ...whole});
}

/** Whether what a button stood beside is still what the incident asks. */
export function isPressed(
  question: Question | undefined,
  incident: Incident,
  {run, token}: {readonly run: number; readonly token: string},
): boolean {
  return (
    token !== '' &&
    isAsked(question, incident) &&
    question.token === token &&
    incident.work.run === run
  );
}

/** Why this person's answer would not count; undefined: it would. */
export function answerRefusal(
  settings: Pick<Deps['settings'], 'approvers' | 'projects'>,
  incident: Incident,
  {answer, who}: Pick<GivenAnswer, 'answer' | 'who'>,
  known: KnownPeople,
): ApproverRefusal | undefined {
  // On a machine of one's own nobody is asked who they are.
  if (settings.approvers === undefined || who.kind === 'unverified') return undefined;
  const about = aboutOf(incident);
  const {outbox, work} = incident;
  const {culprit} = outbox;
  return approverRefusal(
    approverRule(settings, about),
    {
      ...about,
      culprit: culprit?.run === work.run ? culprit.principal : undefined,
      asker: undoOf(incident)?.by,
      answer,
      who,
    },
    known,
  );
}

function aboutOf({runbook, target}: Pick<Incident, 'runbook' | 'target'>) {
  return {runbook, project: target.project};
}
