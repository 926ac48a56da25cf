import type {Diagnosis} from '../contract/diagnosis.ts';
import type {Verdict} from '../guard/guard.ts';
import {voidedBy} from '../incident/approval.ts';
import {type Incident, isSilenced, keptProof, move, undoOf} from '../incident/incident.ts';
import type {Plan} from '../incident/plan.ts';
import type {Blocked, Hold, Status, UndoKept} from '../incident/reason.ts';
import type {Now} from '../lib/time-scale.ts';
import type {Phrase} from '../texts/phrase.ts';
import {begin, confirmed, lookAt, seen} from './look.ts';

// The arrows of an incident, each with its reason and the time of the next look. `decide` chooses among them.

/** A parked incident is looked at again this often, so that its message turns true by itself. */
export const watchSeconds = 900;

/** After this time a parked incident is handed over for good. */
export const patienceSeconds = 24 * 60 * 60;

/** Holds that end by themselves or for everything at once, or that people want: nobody's patience runs out over them. */
const passing: readonly string[] = [
  'paused',
  'silenced',
  'silences-unreadable',
  'budget',
  'breaker-told',
  'undone-before',
] satisfies Hold['kind'][];

/** Clocks differ: a hold that is over by now is looked at no sooner than this. */
const shortestHoldSeconds = 1;

/** Only a person can end it: parked with the cause, the advice and what was read. */
export function needsPerson(
  incident: Incident,
  {cause, advice, proof}: Extract<Diagnosis, {kind: 'person'}>,
  at: Now,
): Incident {
  const looked = confirmed(seen(incident, proof, at.now));
  return block(looked, {kind: 'person-needed', cause, advice}, at, proof);
}

/** Parks an incident for a person; the watch keeps its message true. */
export function park(
  incident: Incident,
  status: Extract<Status, {state: 'blocked' | 'awaiting-approval' | 'flapping'}>,
  {now, timing}: Now,
  {proof = [], code}: {readonly proof?: readonly Phrase[]; readonly code?: string} = {},
): Incident {
  const nextLook = now + timing.seconds(watchSeconds);
  return move(incident, {...status, now, nextLook, proof, code});
}

/** Parks an incident that only a person can help. */
export function block(
  incident: Incident,
  reason: Blocked,
  at: Now,
  proof: readonly Phrase[] = [],
): Incident {
  return park(incident, {state: 'blocked', reason}, at, {proof});
}

/** Looks again when a hold may be over, where that is before the next look. */
export function soonest(
  incident: Incident,
  until: number | undefined,
  {now, timing}: Now,
): Incident {
  const {nextLook} = incident.work;
  if (until === undefined || nextLook === undefined || until >= nextLook) return incident;
  return lookAt(incident, Math.max(until, now + timing.seconds(shortestHoldSeconds)));
}

/** A parked incident was looked at and is as it was: look again later, or hand it over for good. */
export function stillParked(incident: Incident, at: Now): Incident {
  const {now, timing} = at;
  const {reason, work, outbox} = incident;
  const waits = passing.includes(reason.kind) || isSilenced(incident);
  // Nobody could come while nobody was told.
  const since = Math.max(work.beganAt, outbox.silence?.endedAt ?? -Infinity);
  if (!waits && now - since >= timing.seconds(patienceSeconds)) {
    if (undoOf(incident) !== undefined) return kept(incident, {kind: 'nobody-came'}, at);
    // What nobody came for is what it waited for.
    const advice = 'advice' in reason ? {advice: reason.advice} : {};
    return move(incident, {state: 'failed', reason: {kind: 'nobody-came', ...advice}, now});
  }
  const nextLook = now + timing.seconds(watchSeconds);
  return {...incident, work: {...work, lookedAt: now, nextLook}};
}

/** Nothing is taken back: the incident is as over as it was before somebody asked for it. */
export function kept(
  incident: Incident,
  why: UndoKept,
  at: Now,
  proof: readonly Phrase[] = [],
): Incident {
  const by = undoOf(incident)?.by ?? '?';
  const reason = {kind: 'undo-kept', by, why} as const;
  return move(begin(incident, at), {state: 'resolved', reason, now: at.now, proof});
}

/** What was found broken and what the guard said of the plan for it. */
export interface Decided {
  readonly plan: Plan;
  /** Each action that is left of the plan as a command, for whoever has to do it by hand. */
  readonly commands: readonly string[];
  readonly verdict: Verdict;
  readonly cause: Phrase;
  readonly proof: readonly Phrase[];
  /** For `flapping`: what ends the fight, as code. */
  readonly remedy?: string | undefined;
}

/**
 * Live state is broken and there is a plan: it is shown as planned, then either goes on (`act`), or
 * waits for a person, or ends because the budget is spent.
 */
export function decided(
  incident: Incident,
  {plan, commands, verdict, cause, proof, remedy}: Decided,
  at: Now,
): Incident {
  const {now} = at;
  const undo = undoOf(incident);
  const moved = move(incident, {
    state: 'planned',
    reason: undo === undefined ? {kind: 'broken', cause} : {kind: 'undo-planned', by: undo.by},
    now,
    // Whoever finds it planned after a crash starts with a new read.
    nextLook: now,
    proof,
  });
  const planned: Incident = {
    ...moved,
    work: {...moved.work, plan, proof: keptProof(proof), lookedAt: now, confirmed: true},
  };
  switch (verdict.kind) {
    case 'act':
      return planned;
    case 'hold': {
      const code = [...(remedy === undefined ? [] : [remedy]), ...commands].join('\n');
      const parked = park(planned, statusOf(verdict), at, {code});
      const approval = voidedBy(parked.work.approval, plan.hash);
      const contested = verdict.state === 'flapping' ? {contestedAt: now} : {};
      return soonest(
        {...parked, work: {...parked.work, ...approval, ...contested}},
        verdict.until,
        at,
      );
    }
    case 'spent':
      return move(planned, {state: 'failed', reason: verdict.reason, now});
  }
}

/** The status that a hold leads to. */
function statusOf(
  verdict: Extract<Verdict, {kind: 'hold'}>,
): Extract<Status, {state: 'blocked' | 'awaiting-approval' | 'flapping'}> {
  const {until: _until, kind: _kind, ...status} = verdict;
  return status;
}

/** What was to be done may not be done any more: parked with the guard's reason. */
export function heldBack(
  incident: Incident,
  verdict: Exclude<Verdict, {kind: 'act'}>,
  at: Now,
): Incident {
  const {now} = at;
  if (verdict.kind === 'spent') {
    return move(incident, {state: 'failed', reason: verdict.reason, now});
  }
  // Between two effects of one plan there is no way to any other hold.
  const begun = incident.state === 'acting' || incident.state === 'verifying';
  const parked = begun
    ? block(incident, verdict.reason, at)
    : park(incident, statusOf(verdict), at);
  return soonest(parked, verdict.until, at);
}
