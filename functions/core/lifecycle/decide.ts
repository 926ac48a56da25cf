import {explainedBy, type Incident, move, standing} from '../incident/incident.ts';
import {checked, diagnosed} from './after-look.ts';
import {isBacklog} from '../intake/backlog.ts';
import {admitted, changed, prechecked} from './carry-out.ts';
import {type DecideContext, type Decision, type Seen, wait} from './decision.ts';
import {
  causeGone,
  explained,
  freedByDoubt,
  gathered,
  stillExplained,
  unseenBehind,
  watchedOn,
} from './explained-sign.ts';
import {explainingNothing} from './explanation.ts';
import {begin, lookAgain, lookEffect, seen as looked} from './look.ts';
import {block, needsPerson} from './parked.ts';
import {cutShort} from './plan-progress.ts';
import {guarded, planned, resumed} from './propose.ts';
import {blind} from './transitions.ts';
import {undoPreviewed} from './undo.ts';
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
    case 'undo-previewed':
      return undoPreviewed(incident, seen, at);
    case 'cause-open':
      return wait(
        standing(incident.state) === 'closed'
          ? stillExplained(incident, seen, at)
          : explained(begin(incident, at), seen, at),
      );
    case 'gathered': {
      const {incident: by, told} = seen;
      const begun = begin(incident, at);
      return wait(
        by === undefined
          ? needsPerson(begun, told, at)
          : gathered(begun, {incident: by, proof: told.proof}, at),
      );
    }
    case 'cause-over':
      return wait(
        lookAgain(standing(incident.state) === 'closed' ? incident : begin(incident, at), at),
      );
    case 'cause-stands':
      return wait(watchedOn(incident, at));
    case 'cause-gone':
      return causeGone(incident, seen.over, at);
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
      if (explainedBy(incident) !== undefined) return wait(freedByDoubt(incident, at));
      return wait(block(begin(explainingNothing(incident), at), {kind: 'internal', said}, at));
    }
  }
}

/** It is time to work on it. */
function due(incident: Incident, at: DecideContext): Decision {
  const {state} = incident;
  const cause = explainedBy(incident);
  if (cause !== undefined) return {incident, effect: {kind: 'confirm-cause', cause}};
  if (standing(state) === 'closed') return wait(incident);
  if (isBacklog(incident)) return {incident, effect: {kind: 'digest'}};
  // Nothing follows in a plan before what was made of it took.
  if (cutShort(incident)) return wait(verifying(incident, at));
  return {incident, effect: state === 'verifying' ? {kind: 'check'} : lookEffect(incident)};
}

/** A read gave no answer. */
function unanswered(
  incident: Incident,
  {to, error, elsewhere}: Extract<Seen, {kind: 'no-answer'}>,
  at: DecideContext,
): Decision {
  const {state} = incident;
  if (explainedBy(incident) !== undefined) return wait(unseenBehind(incident, error, at));
  const attempting = standing(state) === 'open' && state !== 'verifying';
  // What a look begins ends with it; an action's own look is in the middle of a plan.
  const looks = to === 'diagnose' || to === 'preview-undo';
  const begun = to === 'digest' || (looks && attempting);
  return wait(blind(begun ? begin(incident, at) : incident, error, at, elsewhere));
}
