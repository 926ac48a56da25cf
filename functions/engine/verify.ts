import type {Took} from '../core/action.ts';
import {stampOf} from '../core/attempt.ts';
import {begin, blind, healthy, notYet, pending, recheckAt, whyOf} from '../core/conclude.ts';
import {doubted, lastActions, nameOf, restOf, underWay} from '../core/progress.ts';
import type {Diagnosis} from '../core/diagnosis.ts';
import {CallError} from '../core/error.ts';
import {attemptBudget} from '../core/guard.ts';
import {type ActionRecord, type Incident, move} from '../core/incident.ts';
import {phrase} from '../core/texts.ts';
import {carryOut, type Commit, conclude, look, type Looked, planFor, timeOf} from './attempt.ts';
import {actionById, type Deps} from './deps.ts';
import {once} from './once.ts';

/**
 * Looks whether the change took, soon after it and at the documented propagation times, and lets
 * the runbook's own diagnosis say whether the problem is over.
 */
export async function verify(deps: Deps, incident: Incident, commit: Commit): Promise<Incident> {
  const checked = await checks(deps, incident);
  const at = timeOf(deps);
  if (checked instanceof CallError) return commit(blind(incident, checked, at));
  const {took} = checked;
  // What comes next in the plan does not wait for what the documented times are for.
  if (took === 'took' && restOf(incident).length > 0) return judge(deps, incident, commit);
  const due = recheckAt(incident, deps.timing) ?? at.now;
  if (at.now < due) {
    // Before the first documented time a missing change is a delay, not a verdict.
    const soon = took === 'took' ? due : (pending(incident, at).nextLook ?? due);
    return commit({...incident, nextLook: Math.min(soon, due)});
  }
  switch (checked.took) {
    case 'took':
      return judge(deps, incident, commit);
    case 'pending':
      return commit(notYet(incident, [phrase('cause.pending')], [], at));
    case 'not-taken':
      return commit(again(deps, doubted(incident, checked.gone)));
  }
}

async function judge(deps: Deps, incident: Incident, commit: Commit): Promise<Incident> {
  const looked = await look(deps, incident);
  const at = timeOf(deps);
  if (looked instanceof CallError) return commit(blind(incident, looked, at));
  const {diagnosis} = looked;
  switch (diagnosis.kind) {
    case 'healthy':
      return commit(healthy(incident, diagnosis.proof, at));
    case 'symptom':
      // What is left is another incident's to repair and to tell.
      return conclude(deps, begin(incident, at), looked, commit);
    case 'broken':
      return stillBroken(deps, incident, {...looked, diagnosis}, commit);
    case 'person':
    case 'waiting':
      return commit(notYet(incident, whyOf(diagnosis), diagnosis.proof, at));
  }
}

/**
 * What was made took, and the problem is not over. What a person approved goes on, as long as live state
 * says broken; each of its actions looks for itself whether it is still needed. Without an approval,
 * what is needed next is planned and asked for anew; where that is what was made, it has not had its effect yet.
 */
async function stillBroken(
  deps: Deps,
  incident: Incident,
  looked: Looked & {readonly diagnosis: Extract<Diagnosis, {kind: 'broken'}>},
  commit: Commit,
): Promise<Incident> {
  const at = timeOf(deps);
  const {diagnosis} = looked;
  const next = planFor(deps, incident, diagnosis);
  const going = underWay(incident, next.actions, at);
  if (going !== undefined) return carryOut(deps, incident, going, commit);
  const made = lastActions(incident).map(nameOf);
  const fresh = next.actions.some(one => !made.includes(nameOf(one)));
  return fresh
    ? conclude(deps, begin(incident, at), looked, commit)
    : commit(notYet(incident, [diagnosis.cause], diagnosis.proof, at));
}

/** The change is gone or never came: a new attempt, from its own reads, while the budget lasts. */
function again(deps: Deps, incident: Incident): Incident {
  const {now} = timeOf(deps);
  if (incident.attempts >= attemptBudget) {
    const reason = phrase('reason.attempts-spent', {attempts: incident.attempts});
    return move(incident, {state: 'failed', reason, now});
  }
  return move(incident, {
    state: 'diagnosing',
    reason: phrase('reason.not-taken', {attempt: incident.attempts}),
    now,
    nextLook: now,
  });
}

/** The worst answer of all actions that an incident made, and the first whose change is not there. */
type Checked =
  | {readonly took: Exclude<Took, 'not-taken'>}
  | {readonly took: 'not-taken'; readonly gone: ActionRecord};

/** Asks each action that was made whether it took; what several of them look at is read once. */
async function checks(deps: Deps, incident: Incident): Promise<Checked | CallError> {
  const readers = once(deps.readers);
  let worst: Exclude<Took, 'not-taken'> = 'took';
  for (const record of lastActions(incident)) {
    try {
      const {params, operation, stamp = stampOf(incident)} = record;
      const action = actionById(deps, record.action);
      const took = await action.check(params, readers, operation, stamp);
      if (took === 'not-taken') return {took, gone: record};
      if (took === 'pending') worst = took;
    } catch (error) {
      if (error instanceof CallError) return error;
      throw error;
    }
  }
  return {took: worst};
}
