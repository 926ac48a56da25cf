import {noAnswer, type Diagnosis} from '../contract/diagnosis.ts';
import {type Ended, ended, withoutLooseEnds} from './action-records.ts';
import {voidedBy} from '../incident/approval.ts';
import {type CallFacts, passes} from '../lib/error.ts';
import {attemptBudget, type Verdict} from '../guard/guard.ts';
import {attemptsOf, type Incident, move, standing} from '../incident/incident.ts';
import type {Phrase} from '../texts/phrase.ts';
import type {Plan} from '../incident/plan.ts';
import {lastActions} from './plan-progress.ts';
import type {Blocked, FailedCall, Hold, Status} from '../incident/reason.ts';
import {type Now, recheckSeconds, type TimeScale} from '../lib/time-scale.ts';

// The arrows of an incident, each with its reason and the time of the next look. `decide` chooses among them.

/** A parked incident is looked at again this often, so that its message turns true by itself. */
export const watchSeconds = 900;
/** After this time a parked incident is handed over for good. */
export const patienceSeconds = 24 * 60 * 60;
/** Waits between looks that got no answer; after the last the incident is handed to a person. */
export const blindSeconds = [15, 30, 60, 120, 240, 300, 300] as const;
/** Holds that end by themselves or for everything at once: nobody's patience runs out over them. */
const passing: readonly string[] = ['paused', 'budget', 'breaker-told'] satisfies Hold['kind'][];
/** Clocks differ: a hold that is over by now is looked at no sooner than this. */
const shortestHoldSeconds = 1;
/** The wait before a look that has come too late is made again. */
const lookAgainSeconds = 15;
/** How often a healthy answer is believed while entries keep coming. */
const healthyBelieved = 2;
const repairsKept = 10;

/**
 * Starts an attempt: everything that follows rests on reads made after this. An effect that was
 * intended and whose result was never stored may have been made.
 */
export function begin(incident: Incident, {now}: Now): Incident {
  const known = withoutLooseEnds(incident);
  if (incident.state === 'diagnosing') return known;
  const reason = {kind: 'diagnosing'} as const;
  const moved = move(known, {state: 'diagnosing', reason, now, nextLook: now});
  // A look is not news: people see what it finds.
  const {revision, milestone} = incident.outbox;
  return {
    ...moved,
    timeline: incident.timeline,
    outbox: {...moved.outbox, revision, milestone},
  };
}

/** Live state is healthy: resolved after a repair, healed by others, or nothing to do at all. */
export function healthy(
  incident: Incident,
  proof: readonly Phrase[],
  {now, timing}: Now,
): Incident {
  const looked = seen(incident, proof, now);
  const {beganAt, actedAt, confirmed, run, repairs} = incident.work;
  const tookMs = timing.asLived(now - beganAt);
  if (actedAt !== undefined && madeSomething(incident)) {
    const known = {
      ...looked,
      work: {...looked.work, repairs: [...repairs, now].slice(-repairsKept)},
    };
    return move(known, {state: 'resolved', reason: {kind: 'verified', tookMs}, now, proof});
  }
  if (confirmed) {
    return move(looked, {state: 'resolved', reason: {kind: 'healed', tookMs}, now, proof});
  }
  if (run >= healthyBelieved) {
    const reason = {kind: 'keeps-failing', times: run + 1} as const;
    return block(looked, reason, {now, timing}, proof);
  }
  return move(looked, {state: 'no-action', reason: {kind: 'already-healthy'}, now, proof});
}

/** Only a person can end it: parked with the cause, the advice and what was read. */
export function needsPerson(
  incident: Incident,
  {cause, advice, proof}: Extract<Diagnosis, {kind: 'person'}>,
  at: Now,
): Incident {
  const looked = confirmed(seen(incident, proof, at.now));
  return block(looked, {kind: 'person-needed', cause, advice}, at, proof);
}

/** Another incident explains this one and tells it. */
export function explained(
  incident: Incident,
  by: string,
  proof: readonly Phrase[],
  {now}: Now,
): Incident {
  const reason = {kind: 'symptom-of', incident: by} as const;
  return move(seen(incident, proof, now), {state: 'suppressed', reason, now, proof});
}

/** What explained it was over by the time that it was to be told: nothing is known yet. */
export function lookAgain(incident: Incident, {now, timing}: Now): Incident {
  return lookAt(incident, now + timing.seconds(lookAgainSeconds));
}

/** On its way by itself: look again at the re-check times, counted from the first look. */
export function waiting(
  incident: Incident & {readonly state: 'diagnosing'},
  diagnosis: Extract<Diagnosis, {kind: 'waiting'}>,
  at: Now,
): Incident {
  const {cause, proof} = diagnosis;
  const looked = {...incident, ...confirmed(seen(incident, proof, at.now))};
  const {rechecks, beganAt} = incident.work;
  const seconds = recheckSeconds[rechecks];
  if (seconds === undefined) {
    return block(looked, {kind: 'waited-too-long', ...whyOf(diagnosis)}, at, proof);
  }
  const nextLook = Math.max(beganAt + at.timing.seconds(seconds), at.now + at.timing.seconds(30));
  return told({
    ...looked,
    state: 'diagnosing',
    reason: {kind: 'waiting', cause},
    work: {...looked.work, rechecks: rechecks + 1, nextLook},
  });
}

/** What a diagnosis says is wrong and, where it knows, what a person can do. */
export function whyOf({cause, advice}: {readonly cause: Phrase; readonly advice?: Phrase}): {
  readonly cause: Phrase;
  readonly advice?: Phrase;
} {
  return advice === undefined ? {cause} : {cause, advice};
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
export function stillParked(incident: Incident, {now, timing}: Now): Incident {
  const {reason, work} = incident;
  const waits = passing.includes(reason.kind);
  if (!waits && now - work.beganAt >= timing.seconds(patienceSeconds)) {
    // What nobody came for is what it waited for.
    const advice = 'advice' in reason ? {advice: reason.advice} : {};
    return move(incident, {state: 'failed', reason: {kind: 'nobody-came', ...advice}, now});
  }
  const nextLook = now + timing.seconds(watchSeconds);
  return {...incident, work: {...work, lookedAt: now, nextLook}};
}

/** A read gave no answer. Passing trouble: look again; lasting trouble or none left: a person. */
export function blind(incident: Incident, error: CallFacts, at: Now): Incident {
  if (standing(incident.state) === 'parked') return stillParked(incident, at);
  const {call, failure, said, service, retryAfterMs} = error;
  const proof = [noAnswer(error)];
  if (!passes(failure)) {
    const reason: Blocked =
      failure === 'api-disabled'
        ? {kind: 'read-api-disabled', call, service: service ?? ''}
        : {kind: 'read-refused', call, said};
    return block(incident, reason, at, proof);
  }
  const {blindLooks} = incident.work;
  const seconds = blindSeconds[blindLooks];
  if (seconds === undefined) {
    const reason = {kind: 'blind', looks: blindLooks + 1, call} as const;
    return move(incident, {state: 'failed', reason, now: at.now, proof});
  }
  const wait = Math.max(at.timing.seconds(seconds), asked(retryAfterMs, at.timing));
  const {outbox, work} = incident;
  return {
    ...incident,
    ...unanswered(incident, {call, failure, said}),
    work: {...work, blindLooks: blindLooks + 1, nextLook: at.now + wait},
    outbox: {
      ...outbox,
      revision: outbox.revision + 1,
      milestone: outbox.milestone + (blindLooks === 0 ? 1 : 0),
    },
  };
}

/** The same state, whose reason is now that a read gave no answer. */
function unanswered({state}: Incident, facts: FailedCall): Status | Record<string, never> {
  switch (state) {
    case 'diagnosing':
    case 'planned':
    case 'acting':
    case 'verifying':
      return {state, reason: {kind: 'no-answer', ...facts}};
    case 'detected':
    case 'awaiting-approval':
    case 'blocked':
    case 'flapping':
    case 'resolved':
    case 'no-action':
    case 'suppressed':
    case 'failed':
      return {};
  }
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
  const moved = move(incident, {
    state: 'planned',
    reason: {kind: 'broken', cause},
    now,
    // Whoever finds it planned after a crash starts with a new read.
    nextLook: now,
    proof,
  });
  const planned: Incident = {
    ...moved,
    work: {...moved.work, plan, proof, lookedAt: now, confirmed: true},
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

/** All effects of a part are made: verify them, soon and at the documented times. */
export function verifying(incident: Incident, {now, timing}: Now): Incident {
  const nextLook = now + timing.seconds(2);
  const moved = move(incident, {state: 'verifying', reason: {kind: 'verifying'}, now, nextLook});
  const actedAt = incident.work.actedAt ?? now;
  return {...moved, work: {...moved.work, actedAt, rechecks: 0}};
}

/** The dry run ends here: everything was done but the last write. */
export function wouldAct(incident: Incident, {now}: Now): Incident {
  return move(incident, {state: 'planned', reason: {kind: 'dry-run'}, now});
}

/** An effect got an error for an answer: refused for good, or nobody knows and the next attempt reads first. */
export function notMade(incident: Incident, error: CallFacts, detail: string, at: Now): Incident {
  const end = (result: Ended['result']): Incident => ended(incident, {result, detail}, at);
  return passes(error.failure)
    ? unsure(end('unknown'), error, at)
    : refused(end('failed'), error, at);
}

/** The effect was refused for good: nothing is tried again without a person. */
function refused(incident: Incident, {call, failure, said}: CallFacts, at: Now): Incident {
  const kind = failure === 'denied' ? 'denied' : 'effect-refused';
  return block(incident, {kind, call, failure, said}, at);
}

/** Nobody knows whether the effect was made, or it was not made this time: the next attempt reads first. */
function unsure(incident: Incident, error: CallFacts, {now, timing}: Now): Incident {
  const {call, failure, said, retryAfterMs} = error;
  const attempts = attemptsOf(incident);
  if (attempts >= attemptBudget) return attemptsSpent(incident, now);
  const wait = Math.max(timing.seconds(10 * 2 ** attempts), asked(retryAfterMs, timing));
  const reason = {kind: 'effect-unsure', call, failure, said} as const;
  return move(incident, {state: 'diagnosing', reason, now, nextLook: now + wait});
}

/** The change is gone or never came: a new attempt, from its own reads, while the budget lasts. */
export function notTaken(incident: Incident, {now}: Now): Incident {
  const attempt = attemptsOf(incident);
  if (attempt >= attemptBudget) return attemptsSpent(incident, now);
  const reason = {kind: 'not-taken', attempt} as const;
  return move(incident, {state: 'diagnosing', reason, now, nextLook: now});
}

function attemptsSpent(incident: Incident, now: number): Incident {
  const reason = {kind: 'attempts-spent', attempts: attemptsOf(incident)} as const;
  return move(incident, {state: 'failed', reason, now});
}

/** The world does not show the change yet, or shows it before the next re-check is due: look soon. */
export function pending(incident: Incident, {now, timing}: Now): Incident {
  const since = now - (incident.work.actedAt ?? now);
  return lookAt(incident, now + Math.min(Math.max(since, timing.seconds(2)), timing.seconds(15)));
}

/** When the next re-check is due, counted from the change; undefined when all are done. */
export function recheckAt(
  {work: {rechecks, actedAt}}: Pick<Incident, 'work'>,
  timing: TimeScale,
): number | undefined {
  const seconds = recheckSeconds[rechecks];
  return seconds === undefined || actedAt === undefined
    ? undefined
    : actedAt + timing.seconds(seconds);
}

/** A re-check was not healthy: wait for the next one, or hand it to a person when none is left. */
export function notYet(
  incident: Incident & {readonly state: 'verifying'},
  why: {readonly cause: Phrase; readonly advice?: Phrase},
  proof: readonly Phrase[],
  at: Now,
): Incident {
  const known = seen(incident, proof, at.now);
  const looks = incident.work.rechecks + 1;
  const looked = {...known, work: {...known.work, rechecks: looks}};
  const next = recheckAt(looked, at.timing);
  if (next === undefined) {
    const reason = {kind: 'rechecks-spent', looks, ...why} as const;
    return move(looked, {state: 'failed', reason, now: at.now, proof});
  }
  const status = {state: 'verifying', reason: {kind: 'not-yet', looks}} as const;
  return told(lookAt({...looked, ...status}, Math.max(next, at.now + 1)));
}

/** Keeps what a diagnosis read; a look that got answers ends a run of blind ones. */
export function seen(incident: Incident, proof: readonly Phrase[], now: number): Incident {
  return {...incident, work: {...incident.work, proof, lookedAt: now, blindLooks: 0}};
}

/** What to look at is due at a time. */
export function lookAt(incident: Incident, nextLook: number): Incident {
  return {...incident, work: {...incident.work, nextLook}};
}

function confirmed(incident: Incident): Incident {
  return {...incident, work: {...incident.work, confirmed: true}};
}

/** What people see has changed. */
function told(incident: Incident): Incident {
  const {outbox} = incident;
  return {...incident, outbox: {...outbox, revision: outbox.revision + 1}};
}

function madeSomething(incident: Incident): boolean {
  return lastActions(incident).some(one => one.result === 'changed' || one.result === 'unknown');
}

/** What a service asked to wait, as this run counts it. */
function asked(retryAfterMs: number | undefined, timing: TimeScale): number {
  return retryAfterMs === undefined ? 0 : timing.seconds(retryAfterMs / 1000);
}
