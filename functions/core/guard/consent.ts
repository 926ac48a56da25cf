import {type Answer, type Approval, approvalSeconds} from '../incident/approval.ts';
import {isObject, type JsonObject} from '../lib/json.ts';
import type {Mark} from '../ports/ports.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/** Where the last answer of a person to a plan of an incident is kept for the guard. */
export function approvalMark(incident: string): string {
  return `approval/${incident}`;
}

/** When the answer that a mark holds was given, epoch ms; undefined: it holds none. */
export function answeredAt({name, value}: Pick<Mark, 'name' | 'value'>): number | undefined {
  const {at} = value;
  return name.startsWith(approvalMark('')) && typeof at === 'number' ? at : undefined;
}

/** How far an approval was used: by one attempt, for so many changes, and when last, epoch ms. */
interface Use {
  readonly attempt: number;
  readonly changes: number;
  readonly at: number;
}

/** A person's answer as the guard's store keeps it: it counts, whatever the incident says of it. */
export interface GivenAnswer extends Answer {
  /** The run of the incident that waited for it: a yes counts in no other. */
  readonly run: number;
  /** Absent: it was not used. */
  readonly use?: Use;
}

/** What a consent is asked for. */
export interface ConsentAsked {
  /** Hash of the plan. */
  readonly plan: string;
  /** How many actions the plan has. */
  readonly actions: number;
  readonly run: number;
  readonly attempt: number;
  readonly now: number;
  readonly timing: TimeScale;
}

/** What a person's answer means for a plan. `unproven`: an incident claims one that nobody gave. */
export type Consent =
  | {readonly kind: 'none' | 'approved'}
  | {readonly kind: 'declined' | 'expired' | 'changed' | 'unproven'; readonly by: string};

/**
 * What was answered to a plan counts now. A yes counts once, for its own plan and its time, and only where
 * both say so: the incident, which knows what became of it, and the guard's store, where nobody but people's
 * tools writes one. The attempt that used it may go on with it. A no to a plan stays.
 */
export function consentOf(
  noted: Approval | undefined,
  given: GivenAnswer | 'unreadable' | undefined,
  asked: ConsentAsked,
): Consent {
  if (given === 'unreadable') return {kind: 'unproven', by: noted?.by ?? '?'};
  if (given?.answer === 'declined' && given.plan === asked.plan) {
    return {kind: 'declined', by: given.by};
  }
  const claimed = claimedBy(noted, asked);
  if (noted === undefined || claimed.kind !== 'approved') return claimed;
  if (given === undefined || !isSame(noted, given)) return {kind: 'unproven', by: noted.by};
  return leftOf(given, noted.use !== undefined, asked);
}

/** What the incident says of it. */
function claimedBy(
  noted: Approval | undefined,
  {plan, attempt, now, timing}: ConsentAsked,
): Consent {
  if (noted === undefined) return {kind: 'none'};
  const {by, answer, use} = noted;
  const same = noted.plan === plan;
  if (answer === 'declined') return same ? {kind: 'declined', by} : {kind: 'none'};
  if (use?.kind === 'attempt') {
    return same && use.attempt === attempt ? {kind: 'approved'} : {kind: 'none'};
  }
  if (use?.kind === 'voided' || !same) return {kind: 'changed', by};
  if (now - noted.at > timing.seconds(approvalSeconds)) return {kind: 'expired', by};
  return {kind: 'approved'};
}

/** So many changes more than a plan has actions may be begun on a yes: after a crash, or where a service was busy. */
const repeats = 10;

function isSame(noted: Approval, given: GivenAnswer): boolean {
  const {answer, plan, by, at} = given;
  return answer === noted.answer && plan === noted.plan && by === noted.by && at === noted.at;
}

/** What is left of a yes. @param isUsed whether the incident says that it was used. */
function leftOf(given: GivenAnswer, isUsed: boolean, asked: ConsentAsked): Consent {
  const {by, at, run, use} = given;
  const {actions, attempt, now, timing} = asked;
  const isMine = run === asked.run && (use === undefined ? !isUsed : use.attempt === attempt);
  if (!isMine || (use?.changes ?? 0) >= actions + repeats) return {kind: 'unproven', by};
  const isOver = now - (use?.at ?? at) > timing.seconds(approvalSeconds);
  return isOver ? {kind: 'expired', by} : {kind: 'approved'};
}

/** The answer once it was used for one more change of an attempt. */
export function usedFor(given: GivenAnswer, {attempt, now}: ConsentAsked): GivenAnswer {
  return {...given, use: {attempt, changes: (given.use?.changes ?? 0) + 1, at: now}};
}

/**
 * The answer that counts of one that stands and a new one to the same question: of two that cross each
 * other a no, else the first.
 */
export function firstOf(
  stands: GivenAnswer | 'unreadable' | undefined,
  fresh: GivenAnswer,
  timing: TimeScale,
): GivenAnswer {
  if (stands === undefined || stands === 'unreadable' || stands.plan !== fresh.plan) return fresh;
  if (stands.answer === 'declined') return stands;
  const isPast = stands.run !== fresh.run || fresh.at - stands.at > timing.seconds(approvalSeconds);
  const isOver = isPast || stands.use !== undefined;
  return isOver || fresh.answer === 'declined' ? fresh : stands;
}

/** The mark's value of an answer. */
export function answerValue({plan, answer, by, at, run, use}: GivenAnswer): JsonObject {
  return {plan, answer, by, at, run, ...(use === undefined ? {} : {use: {...use}})};
}

/** Reads an answer back; undefined: nobody gave one. */
export function answerIn(value: JsonObject | undefined): GivenAnswer | 'unreadable' | undefined {
  if (value === undefined) return undefined;
  const {plan, answer, by, at, run, use} = value;
  const isRead =
    typeof plan === 'string' &&
    (answer === 'approved' || answer === 'declined') &&
    typeof by === 'string' &&
    typeof at === 'number' &&
    typeof run === 'number';
  if (!isRead) return 'unreadable';
  if (use === undefined) return {plan, answer, by, at, run};
  const read = useIn(use);
  return read === undefined ? 'unreadable' : {plan, answer, by, at, run, use: read};
}

function useIn(value: unknown): Use | undefined {
  if (!isObject(value)) return undefined;
  const {attempt, changes, at} = value;
  const isRead =
    typeof attempt === 'number' && typeof changes === 'number' && typeof at === 'number';
  return isRead ? {attempt, changes, at} : undefined;
}
