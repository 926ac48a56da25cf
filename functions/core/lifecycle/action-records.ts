import {carries, usedUp} from '../incident/approval.ts';
import {type ActionRecord, attemptsOf, type Incident, move} from '../incident/incident.ts';
import type {Phrase} from '../texts/phrase.ts';
import type {PlannedAction} from '../incident/plan.ts';
import type {Now} from '../lib/time-scale.ts';

/** An action for people. */
export interface Shown {
  readonly text: Phrase;
  readonly command: string;
}

/** An incident that opens again and again keeps so many of its actions; the thread has them all. */
const actionsKept = 200;

/** Writes down one effect before it is made. */
export function intend(
  incident: Incident,
  action: PlannedAction,
  shown: Shown,
  attempt: number,
  {now}: Now,
): Incident {
  const {run, approval, beganAt} = incident.work;
  const consent = usedUp(approval, attempt);
  const record: ActionRecord = {
    ...action,
    attempt,
    run,
    intendedAt: now,
    stamp: stampAt({...consent, beganAt}, attempt),
  };
  const acting = move(incident, {
    state: 'acting',
    reason: {kind: 'change', text: shown.text},
    now,
    nextLook: now,
    code: shown.command,
  });
  const actions = [...incident.work.actions, record].slice(-actionsKept);
  return {...acting, work: {...acting.work, ...consent, blindLooks: 0, actions}};
}

/**
 * What marks the changes of one consent, so that each is the same however often it is tried: the RFC
 * 3339 time of the approval that is used, else of the incident's beginning.
 */
export function stampOf(incident: Pick<Incident, 'work'>): string {
  return stampAt(incident.work, attemptsOf(incident));
}

function stampAt(
  {approval, beganAt}: Pick<Incident['work'], 'approval' | 'beganAt'>,
  attempt: number,
): string {
  return new Date(carries(approval, attempt) ? approval.at : beganAt).toISOString();
}

/** What became of the newest action. */
export type Ended = Required<Pick<ActionRecord, 'result'>> &
  Pick<ActionRecord, 'operation' | 'detail' | 'made'>;

/** Writes down what became of the newest action. */
export function ended(incident: Incident, end: Ended, {now}: Now): Incident {
  const last = incident.work.actions.at(-1);
  if (last === undefined) throw new Error(`incident ${incident.id}: no action has been started`);
  const record: ActionRecord = {...last, ...end, endedAt: now};
  const made = end.result === 'changed' || end.result === 'unknown';
  const {busy, ...work} = incident.work;
  return {
    ...incident,
    work: {
      ...work,
      // Whoever was at work on it is done.
      ...(busy !== undefined && end.result === 'busy' ? {busy} : {}),
      actions: [...incident.work.actions.slice(0, -1), record],
      ...(made ? {actedAt: now} : {}),
    },
  };
}

/**
 * Writes down that the newest action was not made, because another change was under way. A yes that it had
 * used up, and that nothing else was made on, may be used again while it is valid.
 */
export function leftAlone(incident: Incident, detail: string, at: Now): Incident {
  const left = ended(incident, {result: 'busy', detail}, at);
  const {approval, actions} = left.work;
  const attempt = actions.at(-1)?.attempt ?? 0;
  if (attemptsOf(left) >= attempt || !carries(approval, attempt)) return left;
  const {use: _given, ...unused} = approval;
  return {...left, work: {...left.work, approval: unused}};
}

/** An effect that was intended and whose result was never stored may have been made. */
export function withoutLooseEnds(incident: Incident): Incident {
  const last = incident.work.actions.at(-1);
  if (last === undefined || last.result !== undefined) return incident;
  const unknown: ActionRecord = {...last, result: 'unknown'};
  const actions = [...incident.work.actions.slice(0, -1), unknown];
  return {...incident, work: {...incident.work, actions, actedAt: last.intendedAt}};
}
