import {type Diagnosis, noAnswer} from '../contract/diagnosis.ts';
import {type Incident, move, standing, undoOf} from '../incident/incident.ts';
import type {Blocked, FailedCall, Status} from '../incident/reason.ts';
import {type CallFacts, passes} from '../lib/error.ts';
import {type Now, recheckSeconds} from '../lib/time-scale.ts';
import type {Phrase} from '../texts/phrase.ts';
import {asked, confirmed, seen, told} from './look.ts';
import {explainingNothing} from './explanation.ts';
import {block, stillParked} from './parked.ts';
import {madeSomething} from './plan-progress.ts';

// Arrows of an incident by what a look found, each with its reason and the time of the next look. `decide` chooses among them.

/** Waits between looks that got no answer; after the last the incident is handed to a person. */
export const blindSeconds = [15, 30, 60, 120, 240, 300, 300] as const;

/** How often a healthy answer is believed while entries keep coming. */
const healthyBelieved = 2;

const repairsKept = 10;

/** An undo whose look got no answer is looked at again after this time: by the next sweep. */
const unseenUndoSeconds = 45;

/** Live state is healthy: resolved after a repair, healed by others, or nothing to do at all. */
export function healthy(
  incident: Incident,
  proof: readonly Phrase[],
  {now, timing}: Now,
): Incident {
  const looked = seen(incident, proof, now);
  const {beganAt, actedAt, confirmed, run, repairs, undo} = incident.work;
  const tookMs = timing.asLived(now - beganAt);
  if (actedAt !== undefined && madeSomething(incident)) {
    // What was taken back before was made again, on a person's word.
    const {undo: _past, ...work} = looked.work;
    const known = {...looked, work: {...work, repairs: [...repairs, now].slice(-repairsKept)}};
    return move(known, {state: 'resolved', reason: {kind: 'verified', tookMs}, now, proof});
  }
  if (confirmed) {
    return move(looked, {state: 'resolved', reason: {kind: 'healed', tookMs}, now, proof});
  }
  if (undo?.takenBackAt !== undefined) {
    return move(looked, {state: 'resolved', reason: {kind: 'undone', by: undo.by}, now, proof});
  }
  if (run >= healthyBelieved) {
    const reason = {kind: 'keeps-failing', times: run + 1} as const;
    return block(looked, reason, {now, timing}, proof);
  }
  return move(looked, {state: 'no-action', reason: {kind: 'already-healthy'}, now, proof});
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

/** A read gave no answer. Passing trouble: look again; lasting trouble or none left: a person. */
export function blind(incident: Incident, error: CallFacts, at: Now, elsewhere = false): Incident {
  const refused = !passes(error.failure);
  if (standing(incident.state) === 'parked') {
    if (undoOf(incident) !== undefined) return undoUnseen(incident, at);
    return stillParked(refused ? explainingNothing(incident) : incident, at);
  }
  const {call, failure, said, service = '', consumer, retryAfterMs} = error;
  const proof = [noAnswer(error)];
  if (refused) {
    const reason: Blocked =
      failure === 'api-disabled'
        ? {
            ...({kind: 'read-api-disabled', call, service} as const),
            ...(consumer === undefined ? {} : {project: consumer}),
            ...(elsewhere ? {elsewhere} : {}),
          }
        : {kind: 'read-refused', call, said};
    return block(explainingNothing(incident), reason, at, proof);
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

/** What waits for a yes to an undo may be broken again by now: it is looked at as soon as that may help. */
function undoUnseen(incident: Incident, at: Now): Incident {
  const waits = stillParked(incident, at);
  const soon = at.now + at.timing.seconds(unseenUndoSeconds);
  return waits.state === incident.state ? {...waits, work: {...waits.work, nextLook: soon}} : waits;
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
