import {type Incident, move, standing} from '../incident/incident.ts';
import {checked, diagnosed} from './after-look.ts';
import {freed} from './arrivals.ts';
import {isBacklog} from './backlog.ts';
import {admitted, changed, prechecked} from './carry-out.ts';
import {type DecideContext, type Decision, type Seen, wait} from './decision.ts';
import {begin, lookAgain, seen as looked} from './look.ts';
import {block} from './parked.ts';
import {cutShort} from './plan-progress.ts';
import {guarded, planned, resumed} from './propose.ts';
import {blind, explained} from './transitions.ts';
import {busy, verifying} from './verification.ts';

/**
 * THE decision: what becomes of an incident by what was seen, and what has to be done next. Pure: it
 * reads nothing and changes nothing; the engine stores its incident, performs its effect and asks
 * again with what came of it.
 * @throws Error where the effect that was seen is not one of the state's: a bug.
 */
export function decide(incident: Incident, seen: Seen, at: DecideContext): Decision {
  switch (seen.kind) {
    case 'due':
      return due(incident, at);
    case 'no-answer':
      return unanswered(incident, seen, at);
    case 'diagnosed':
      return diagnosed(incident, seen, at);
    case 'cause-open': {
      const told = explained(begin(incident, at), seen.incident, seen.proof, at);
      return {incident: told, effect: {kind: 'confirm-cause', cause: seen.incident}};
    }
    case 'cause-over':
      return wait(lookAgain(begin(incident, at), at));
    case 'cause-denied':
      return wait(freed(incident, seen.runbook, at.now));
    case 'cause-confirmed':
      return wait(incident);
    case 'guarded':
      return guarded(incident, seen, at);
    case 'reverter': {
      const {hold, fight} = seen;
      const verdict = {...hold, reason: {...hold.reason, fight}};
      return planned(resumed(incident, at), {...seen, verdict}, at);
    }
    case 'prechecked':
      return prechecked(incident, seen, at);
    case 'admitted':
      return admitted(incident, seen, at);
    case 'turn-taken':
      return wait(busy(incident, {kind: 'incident', incident: seen.by}, at));
    case 'changed':
      return changed(incident, seen, at);
    case 'checked':
      return checked(incident, seen, at);
    case 'digested': {
      const {summary: reason, proof} = seen;
      const known = looked(begin(incident, at), proof, at.now);
      return wait(move(known, {state: 'no-action', reason, now: at.now, proof}));
    }
    case 'broke': {
      const {said} = seen;
      return wait(block(begin(incident, at), {kind: 'internal', said}, at));
    }
  }
}

/** It is time to work on it. */
function due(incident: Incident, at: DecideContext): Decision {
  const {state} = incident;
  if (standing(state) === 'closed') return wait(incident);
  if (isBacklog(incident)) return {incident, effect: {kind: 'digest'}};
  // Nothing follows in a plan before what was made of it took.
  if (cutShort(incident)) return wait(verifying(incident, at));
  return {incident, effect: {kind: state === 'verifying' ? 'check' : 'diagnose'}};
}

/** A read gave no answer. */
function unanswered(
  incident: Incident,
  {to, error, elsewhere}: Extract<Seen, {kind: 'no-answer'}>,
  at: DecideContext,
): Decision {
  const {state} = incident;
  const attempting = standing(state) === 'open' && state !== 'verifying';
  // What a look begins ends with it; an action's own look is in the middle of a plan.
  const begun = to === 'digest' || (to === 'diagnose' && attempting);
  return wait(blind(begun ? begin(incident, at) : incident, error, at, elsewhere));
}
