import type {Diagnosis} from './diagnosis.ts';
import {type CallError, passes} from './error.ts';
import {attemptBudget} from './guard.ts';
import {type ActionRecord, type Incident, move, standing} from './incident.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';
import {lastActions} from './progress.ts';
import {type Now, recheckSeconds, type Timing} from './timing.ts';

/** A parked incident is looked at again this often, so that its message turns true by itself. */
export const watchSeconds = 900;
/** After this time a parked incident is handed over for good. */
export const patienceSeconds = 24 * 60 * 60;
/** Waits between looks that got no answer; after the last the incident is handed to a person. */
export const blindSeconds = [15, 30, 60, 120, 240, 300, 300] as const;
/** Holds that end by themselves or for everything at once: nobody's patience runs out over them. */
const passing = ['reason.paused', 'reason.budget', 'reason.breaker-told'];
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
  return {
    ...move(known, {
      state: 'diagnosing',
      reason: phrase('reason.diagnosing'),
      now,
      nextLook: now,
    }),
    // A look is not news: people see what it finds.
    timeline: incident.timeline,
    revision: incident.revision,
    milestone: incident.milestone,
  };
}

function withoutLooseEnds(incident: Incident): Incident {
  const last = incident.actions.at(-1);
  if (last === undefined || last.result !== undefined) return incident;
  const unknown: ActionRecord = {...last, result: 'unknown'};
  const actions = [...incident.actions.slice(0, -1), unknown];
  return {...incident, actions, actedAt: last.intendedAt};
}

/** Live state is healthy: resolved after a repair, healed by others, or nothing to do at all. */
export function healthy(
  incident: Incident,
  proof: readonly Phrase[],
  {now, timing}: Now,
): Incident {
  const looked = seen(incident, proof, now);
  const tookMs = timing.asLived(now - incident.beganAt);
  if (incident.actedAt !== undefined && madeSomething(incident)) {
    const repairs = [...incident.repairs, now].slice(-repairsKept);
    const reason = phrase('reason.verified', {tookMs});
    return move({...looked, repairs}, {state: 'resolved', reason, now, proof});
  }
  if (incident.confirmed) {
    return move(looked, {state: 'resolved', reason: phrase('reason.healed'), now, proof});
  }
  if (incident.reopened >= healthyBelieved) {
    const reason = phrase('reason.keeps-failing', {times: incident.reopened + 1});
    return park(looked, 'blocked', reason, {now, timing}, proof);
  }
  return move(looked, {state: 'no-action', reason: phrase('reason.already-healthy'), now, proof});
}

/** Only a person can end it: parked with the cause, the advice and what was read. */
export function needsPerson(
  incident: Incident,
  diagnosis: Extract<Diagnosis, {kind: 'person'}>,
  at: Now,
): Incident {
  return park(
    {...seen(incident, diagnosis.proof, at.now), confirmed: true},
    'blocked',
    phrase('reason.person-needed'),
    at,
    [diagnosis.cause, diagnosis.advice, ...diagnosis.proof],
  );
}

/** Another incident explains this one and tells it. */
export function explained(
  incident: Incident,
  by: string,
  proof: readonly Phrase[],
  {now}: Now,
): Incident {
  const reason = phrase('reason.symptom-of', {incident: by});
  return move(seen(incident, proof, now), {state: 'suppressed', reason, now, proof});
}

/** What explained it was over by the time that it was to be told: nothing is known yet. */
export function lookAgain(incident: Incident, {now, timing}: Now): Incident {
  return {...incident, nextLook: now + timing.seconds(lookAgainSeconds)};
}

/** On its way by itself: look again at the re-check times, counted from the first look. */
export function waiting(
  incident: Incident,
  diagnosis: Extract<Diagnosis, {kind: 'waiting'}>,
  at: Now,
): Incident {
  const looked = {...seen(incident, diagnosis.proof, at.now), confirmed: true};
  const seconds = recheckSeconds[incident.rechecks];
  if (seconds === undefined) {
    return park(looked, 'blocked', phrase('reason.waited-too-long'), at, [
      ...whyOf(diagnosis),
      ...diagnosis.proof,
    ]);
  }
  return {
    ...looked,
    rechecks: incident.rechecks + 1,
    reason: diagnosis.cause,
    nextLook: Math.max(
      incident.beganAt + at.timing.seconds(seconds),
      at.now + at.timing.seconds(30),
    ),
    revision: incident.revision + 1,
  };
}

/** What a diagnosis says is wrong and, where it knows, what a person can do. */
export function whyOf({
  cause,
  advice,
}: {
  readonly cause: Phrase;
  readonly advice?: Phrase;
}): readonly Phrase[] {
  return advice === undefined ? [cause] : [cause, advice];
}

/** Parks an incident for a person; the watch keeps its message true. */
export function park(
  incident: Incident,
  state: 'blocked' | 'awaiting-approval' | 'flapping',
  reason: Phrase,
  {now, timing}: Now,
  proof: readonly Phrase[],
  code?: string,
): Incident {
  return move(incident, {
    ...(code === undefined ? {} : {code}),
    state,
    reason,
    now,
    nextLook: now + timing.seconds(watchSeconds),
    proof,
  });
}

/** Looks again when a hold may be over, where that is before the next look. */
export function soonest(
  incident: Incident,
  until: number | undefined,
  {now, timing}: Now,
): Incident {
  const {nextLook} = incident;
  if (until === undefined || nextLook === undefined || until >= nextLook) return incident;
  return {...incident, nextLook: Math.max(until, now + timing.seconds(shortestHoldSeconds))};
}

/** A parked incident was looked at and is as it was: look again later, or hand it over for good. */
export function stillParked(incident: Incident, {now, timing}: Now): Incident {
  const waits = passing.includes(incident.reason.code);
  if (!waits && now - incident.beganAt >= timing.seconds(patienceSeconds)) {
    return move(incident, {state: 'failed', reason: phrase('reason.nobody-came'), now});
  }
  return {...incident, lookedAt: now, nextLook: now + timing.seconds(watchSeconds)};
}

/** A read gave no answer. Passing trouble: look again; lasting trouble or none left: a person. */
export function blind(incident: Incident, error: CallError, at: Now): Incident {
  const {facts} = error;
  const proof = [
    phrase('proof.no-answer', {call: facts.call, failure: facts.failure, said: facts.said}),
  ];
  if (standing(incident.state) === 'parked') return stillParked(incident, at);
  if (!passes(facts.failure)) {
    const code =
      facts.failure === 'api-disabled' ? 'reason.read-api-disabled' : 'reason.read-refused';
    const reason = phrase(code, {call: facts.call, said: facts.said, service: facts.service ?? ''});
    return park(incident, 'blocked', reason, at, proof);
  }
  const seconds = blindSeconds[incident.blindLooks];
  if (seconds === undefined) {
    const reason = phrase('reason.blind', {looks: incident.blindLooks + 1, call: facts.call});
    return move(incident, {state: 'failed', reason, now: at.now, proof});
  }
  const wait = Math.max(at.timing.seconds(seconds), asked(facts.retryAfterMs, at.timing));
  return {
    ...incident,
    blindLooks: incident.blindLooks + 1,
    reason: phrase('reason.no-answer', {
      call: facts.call,
      failure: facts.failure,
      said: facts.said,
    }),
    nextLook: at.now + wait,
    revision: incident.revision + 1,
    milestone: incident.milestone + (incident.blindLooks === 0 ? 1 : 0),
  };
}

/** The effect was refused for good: nothing is tried again without a person. */
export function refused(incident: Incident, error: CallError, at: Now): Incident {
  const {call, failure, said} = error.facts;
  const code = failure === 'denied' ? 'reason.denied' : 'reason.effect-refused';
  const reason = phrase(code, {call, failure, said});
  return park(incident, 'blocked', reason, at, []);
}

/** Nobody knows whether the effect was made, or it was not made this time: the next attempt reads first. */
export function unsure(incident: Incident, error: CallError, {now, timing}: Now): Incident {
  const {call, failure, said} = error.facts;
  if (incident.attempts >= attemptBudget) {
    const reason = phrase('reason.attempts-spent', {attempts: incident.attempts});
    return move(incident, {state: 'failed', reason, now});
  }
  const wait = Math.max(
    timing.seconds(10 * 2 ** incident.attempts),
    asked(error.facts.retryAfterMs, timing),
  );
  const reason = phrase('reason.effect-unsure', {call, failure, said});
  return move(incident, {state: 'diagnosing', reason, now, nextLook: now + wait});
}

/** The world does not show the change yet: poll soon, at most until the next re-check. */
export function pending(incident: Incident, {now, timing}: Now): Incident {
  const since = now - (incident.actedAt ?? now);
  const soon = Math.min(Math.max(since, timing.seconds(2)), timing.seconds(15));
  return {...incident, nextLook: now + soon};
}

/**
 * When the next re-check is due, counted from the change; undefined when all are done.
 */
export function recheckAt(incident: Incident, timing: Timing): number | undefined {
  const seconds = recheckSeconds[incident.rechecks];
  return seconds === undefined || incident.actedAt === undefined
    ? undefined
    : incident.actedAt + timing.seconds(seconds);
}

/** A re-check was not healthy: wait for the next one, or hand it to a person when none is left. */
export function notYet(
  incident: Incident,
  why: readonly Phrase[],
  proof: readonly Phrase[],
  at: Now,
): Incident {
  const looked = {...seen(incident, proof, at.now), rechecks: incident.rechecks + 1};
  const next = recheckAt(looked, at.timing);
  if (next === undefined) {
    return move(looked, {
      state: 'failed',
      reason: phrase('reason.rechecks-spent', {looks: looked.rechecks}),
      now: at.now,
      proof: [...why, ...proof],
    });
  }
  return {
    ...looked,
    reason: phrase('reason.not-yet', {looks: looked.rechecks}),
    nextLook: Math.max(next, at.now + 1),
    revision: incident.revision + 1,
  };
}

/** Keeps what a diagnosis read; a look that got answers ends a run of blind ones. */
export function seen(incident: Incident, proof: readonly Phrase[], now: number): Incident {
  return {...incident, proof, lookedAt: now, blindLooks: 0};
}

function madeSomething(incident: Incident): boolean {
  return lastActions(incident).some(one => one.result === 'changed' || one.result === 'unknown');
}

/** What a service asked to wait, as this run counts it. */
function asked(retryAfterMs: number | undefined, timing: Timing): number {
  return retryAfterMs === undefined ? 0 : timing.seconds(retryAfterMs / 1000);
}
