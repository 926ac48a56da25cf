import {attemptBudget} from '../guard/guard.ts';
import {attemptsOf, type Incident, move} from '../incident/incident.ts';
import {type CallFacts, passes} from '../lib/error.ts';
import {type Now, recheckSeconds, type TimeScale} from '../lib/time-scale.ts';
import type {BusyWith} from '../incident/reason.ts';
import type {Phrase} from '../texts/phrase.ts';
import {ended, type Ended} from './action-records.ts';
import {asked, lookAt, seen, told} from './look.ts';
import {block} from './parked.ts';

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

/**
 * An incident of ours gives its turn back as soon as it sees its change, which it looks for every few
 * seconds: one look this soon, before the others.
 */
const turnSeconds = 20;

/** Another look comes no sooner than this after one that found the same. */
const shortestSeconds = 15;

/**
 * What was to be changed is at work on another change: nothing was made, no attempt is spent, no breaker
 * opens. It is looked at again, from the reads on, 60, 120, 300, 600 and 900 s after the first time; then it
 * is a person's.
 */
export function busy(incident: Incident, other: BusyWith, at: Now): Incident {
  const {times: before, since} = incident.work.busy ?? {times: 0, since: at.now};
  const times = before + 1;
  const seconds = looksAfter(other)[before];
  if (seconds === undefined) {
    return block(notBusy(incident), {kind: 'busy-too-long', times, other}, at);
  }
  const {now, timing} = at;
  const nextLook = Math.max(since + timing.seconds(seconds), now + timing.seconds(shortestSeconds));
  const reason = {kind: 'busy', times, other} as const;
  const moved = move(incident, {state: 'diagnosing', reason, now, nextLook});
  return {...moved, work: {...moved.work, busy: {times, since}}};
}

function looksAfter({kind}: BusyWith): readonly number[] {
  return kind === 'incident' ? [turnSeconds, ...recheckSeconds] : recheckSeconds;
}

/** Nobody else is at work on it any more, or it is not waited for. */
function notBusy(incident: Incident): Incident {
  const {busy: _over, ...work} = incident.work;
  return {...incident, work};
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
