import type {Incident} from '../incident/incident.ts';
import {approvalSeconds} from '../incident/approval.ts';
import {isObject, type JsonObject, listAt} from '../lib/json.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/** Where it stands what an incident's message asks. */
export function questionMark(incident: string): string {
  return `question/${incident}`;
}

/** One person's yes. */
export interface Vote {
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * What a message asks: whether this plan is to be carried out, in this run. Buttons carry its token, so that a click
 * answers what stood beside it and nothing else.
 */
export interface Question {
  /** Hash of the plan. */
  readonly plan: string;
  readonly run: number;
  /** 32 hex digits; absent: it was never shown with buttons. */
  readonly token?: string;
  /** Who has said yes, where one is not enough. */
  readonly votes: readonly Vote[];
  /** When it was answered, epoch ms; absent: it was not. */
  readonly answeredAt?: number;
}

/** Reads a question back; undefined: none was asked, or nobody can read it, and then no button counts. */
export function questionIn(value: JsonObject | undefined): Question | undefined {
  if (value === undefined) return undefined;
  const {plan, run, token, answeredAt} = value;
  if (typeof plan !== 'string' || typeof run !== 'number') return undefined;
  const votes = listAt(value, 'votes').flatMap((one): Vote[] => {
    if (!isObject(one)) return [];
    const {by, at} = one;
    return typeof by === 'string' && typeof at === 'number' ? [{by, at}] : [];
  });
  return {
    plan,
    run,
    votes,
    ...(typeof token === 'string' ? {token} : {}),
    ...(typeof answeredAt === 'number' ? {answeredAt} : {}),
  };
}

/** The mark's value of a question. */
export function questionValue({plan, run, token, votes, answeredAt}: Question): JsonObject {
  return {
    plan,
    run,
    votes: votes.map(one => ({...one})),
    ...(token === undefined ? {} : {token}),
    ...(answeredAt === undefined ? {} : {answeredAt}),
  };
}

/** Whether a question is the one that an incident asks now, and its answer was not taken up yet. */
export function isAsked(
  question: Question | undefined,
  {work}: Pick<Incident, 'work'>,
): question is Question {
  if (question === undefined || question.plan !== work.plan?.hash) return false;
  const isTakenUp =
    question.answeredAt !== undefined && (work.approval?.at ?? -Infinity) >= question.answeredAt;
  return question.run === work.run && !isTakenUp;
}

/** A question with one more yes. A yes that is older than an approval may be does not count any more. */
export function withVote(
  {votes, ...question}: Question,
  vote: Vote,
  timing: Pick<TimeScale, 'seconds'>,
): Question {
  const valid = votes.filter(one => vote.at - one.at <= timing.seconds(approvalSeconds));
  const isGiven = valid.some(one => one.by === vote.by);
  return {...question, votes: isGiven ? valid : [...valid, vote]};
}

/**
 * The incident with who has said yes so far, which people are told; the same incident where that is known, where nobody
 * has, or where one is enough.
 */
export function withVotes(
  incident: Incident,
  question: Question | undefined,
  of: number,
): Incident {
  if (of < 2 || !isAsked(question, incident) || question.votes.length === 0) return incident;
  const {outbox} = incident;
  const {plan, run} = question;
  const by = question.votes.map(one => one.by);
  const known = outbox.votes;
  const isKnown =
    known?.plan === plan && known.run === run && known.by.join('\n') === by.join('\n');
  if (isKnown) return incident;
  return {
    ...incident,
    outbox: {
      ...outbox,
      votes: {plan, run, by, of},
      revision: outbox.revision + 1,
      milestone: outbox.milestone + 1,
    },
  };
}
