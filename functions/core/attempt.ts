import type {PlannedAction} from './action.ts';
import {park, type Now} from './conclude.ts';
import type {Verdict} from './guard.ts';
import {type ActionRecord, type Incident, move} from './incident.ts';
import {phrase, type Phrase} from './phrase.ts';
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
}

/**
 * Live state is broken and there is a plan: it is shown as planned, then either goes on (`act`), or
 * waits for a person, or ends because the budget is spent.
 */
export function decided(
  incident: Incident,
  {plan, shown, verdict, cause, proof}: Decided,
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
    case 'hold':
      return park(
        planned,
        verdict.state,
        verdict.reason,
        at,
        [],
        shown.map(one => one.command).join('\n'),
      );
    case 'spent':
      return move(planned, {state: 'failed', reason: verdict.reason, now});
  }
}

/** Writes down one effect before it is made. */
export function intend(
  incident: Incident,
  action: PlannedAction,
  shown: Shown,
  attempt: number,
  {now}: Now,
): Incident {
  const record: ActionRecord = {...action, attempt, intendedAt: now};
  const acting = move(incident, {
    state: 'acting',
    reason: shown.text,
    now,
    nextLook: now,
    code: shown.command,
  });
  return {
    ...acting,
    attempts: attempt,
    blindLooks: 0,
    actions: [...incident.actions, record],
  };
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
