import type {PlannedAction} from './action.ts';
import {usedUp} from './approval.ts';
import {park, soonest} from './conclude.ts';
import type {Now} from './timing.ts';
import type {Verdict} from './guard.ts';
import {type ActionRecord, type Incident, move} from './incident.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';
import type {Plan} from './plan.ts';

/** An action for people. */
export interface Shown {
  readonly text: Phrase;
  readonly command: string;
}

/** What was found broken and what the guard said of the plan for it. */
export interface Decided {
  readonly plan: Plan;
  /** Each action of the plan in words and as a command, for whoever has to do it by hand. */
  readonly shown: readonly Shown[];
  readonly verdict: Verdict;
  readonly cause: Phrase;
  readonly proof: readonly Phrase[];
  /** For `flapping`: who undoes the repairs, and what ends it. */
  readonly fight?: {readonly proof: readonly Phrase[]; readonly code: string};
}

/**
 * Live state is broken and there is a plan: it is shown as planned, then either goes on (`act`), or
 * waits for a person, or ends because the budget is spent.
 */
export function decided(
  incident: Incident,
  {plan, shown, verdict, cause, proof, fight}: Decided,
  at: Now,
): Incident {
  const {now} = at;
  const planned = {
    ...move(incident, {
      state: 'planned',
      reason: cause,
      now,
      // Whoever finds it planned after a crash starts with a new read.
      nextLook: now,
      proof,
    }),
    plan,
    proof,
    lookedAt: now,
    confirmed: true,
  };
  switch (verdict.kind) {
    case 'act':
      return planned;
    case 'hold': {
      const commands = shown.map(one => one.command);
      const code = [...(fight === undefined ? [] : [fight.code]), ...commands].join('\n');
      const parked = park(planned, verdict.state, verdict.reason, at, fight?.proof ?? [], code);
      const waiting = soonest(voided(parked, plan), verdict.until, at);
      return verdict.state === 'flapping' ? {...waiting, contestedAt: now} : waiting;
    }
    case 'spent':
      return move(planned, {state: 'failed', reason: verdict.reason, now});
  }
}

/** A yes to another plan than the one that is due now is void, whatever is planned next. */
function voided(incident: Incident, {hash}: Plan): Incident {
  const {approval} = incident;
  const counts = approval?.answer === 'approved' && approval.usedBy === undefined;
  return counts && approval.plan !== hash
    ? {...incident, approval: {...approval, usedBy: 0}}
    : incident;
}

/** What was to be done may not be done any more: parked with the guard's reason. */
export function heldBack(
  incident: Incident,
  verdict: Exclude<Verdict, {kind: 'act'}>,
  at: Now,
): Incident {
  const {reason} = verdict;
  if (verdict.kind === 'spent') return move(incident, {state: 'failed', reason, now: at.now});
  // Between two effects of one plan there is no way to any other hold.
  const begun = incident.state === 'acting' || incident.state === 'verifying';
  const state = begun ? 'blocked' : verdict.state;
  return soonest(park(incident, state, reason, at, []), verdict.until, at);
}

/** Writes down one effect before it is made. */
export function intend(
  incident: Incident,
  action: PlannedAction,
  shown: Shown,
  attempt: number,
  {now}: Now,
): Incident {
  const {reopened} = incident;
  const record: ActionRecord = {
    ...action,
    attempt,
    ...(reopened === 0 ? {} : {run: reopened}),
    intendedAt: now,
  };
  const consented = {...incident, ...usedUp(incident, attempt), attempts: attempt};
  const acting = move(incident, {
    state: 'acting',
    reason: shown.text,
    now,
    nextLook: now,
    code: shown.command,
  });
  return {
    ...acting,
    ...usedUp(incident, attempt),
    attempts: attempt,
    blindLooks: 0,
    actions: [...incident.actions, {...record, stamp: stampOf(consented)}].slice(-actionsKept),
  };
}

/** An incident that opens again and again keeps so many of its actions; the thread has them all. */
const actionsKept = 200;

/**
 * What marks the changes of one consent, so that each is the same however often it is tried: the RFC
 * 3339 time of the yes that is used, else of the incident's beginning.
 */
export function stampOf({approval, attempts, beganAt}: Incident): string {
  const consented = approval?.answer === 'approved' && approval.usedBy === attempts;
  return new Date(consented ? approval.at : beganAt).toISOString();
}

/** What became of the newest action. */
export type Ended = Required<Pick<ActionRecord, 'result'>> &
  Pick<ActionRecord, 'operation' | 'detail'>;

/** Writes down what became of the newest action. */
export function ended(incident: Incident, end: Ended, {now}: Now): Incident {
  const last = incident.actions.at(-1);
  if (last === undefined) throw new Error(`incident ${incident.id}: no action has been started`);
  const record: ActionRecord = {...last, ...end, endedAt: now};
  return {
    ...incident,
    actions: [...incident.actions.slice(0, -1), record],
    ...(end.result === 'changed' || end.result === 'unknown' ? {actedAt: now} : {}),
  };
}

/** All effects of the plan are made: verify them, soon and at the documented times. */
export function verifying(incident: Incident, {now, timing}: Now): Incident {
  const actedAt = incident.actedAt ?? now;
  const moved = move(incident, {
    state: 'verifying',
    reason: phrase('reason.verifying'),
    now,
    nextLook: now + timing.seconds(2),
  });
  return {...moved, actedAt, rechecks: 0};
}

/** The dry run ends here: everything was done but the last write. */
export function wouldAct(incident: Incident, {now}: Now): Incident {
  return move(incident, {state: 'planned', reason: phrase('reason.dry-run'), now});
}
