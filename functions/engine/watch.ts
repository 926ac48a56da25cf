import {verifying} from '../core/attempt.ts';
import {begin, blind, soonest, stillParked, watchSeconds} from '../core/conclude.ts';
import {underWay} from '../core/progress.ts';
import type {Diagnosis} from '../core/diagnosis.ts';
import {CallError} from '../core/error.ts';
import type {Incident} from '../core/incident.ts';
import type {Phrase} from '../core/phrase.ts';
import {type Commit, conclude, judge, look, timeOf} from './attempt.ts';
import type {Deps} from './deps.ts';

/** Holds that rest on a change that was refused: only a person ends them. */
const final = ['reason.denied', 'reason.effect-refused', 'reason.internal'];

/**
 * Looks at a parked incident: healed, it is resolved; what it waited for may be there by now, and
 * then it goes on; else it stays as it is, silently, until a person comes or the patience ends.
 */
export async function watch(deps: Deps, incident: Incident, commit: Commit): Promise<Incident> {
  const looked = await look(deps, incident);
  const at = timeOf(deps);
  if (looked instanceof CallError) return commit(blind(incident, looked, at));
  const stay = await stays(deps, incident, looked.diagnosis);
  if (stay.kind === 'stays') return commit(soonest(stillParked(incident, at), stay.until, at));
  const doubted = incident.reason.code === 'reason.keeps-failing';
  const confirmed = incident.confirmed || doubted;
  const begun = {...begin(incident, at), confirmed};
  // What was made of a plan before it was held has to have taken before it goes on.
  return isHeldPlan(deps, incident, looked.diagnosis)
    ? commit(verifying({...begun, actedAt: at.now}, at))
    : conclude(deps, begun, looked, commit);
}

/** Whether a plan was being carried out that live state still asks for. */
function isHeldPlan(deps: Deps, incident: Incident, diagnosis: Diagnosis): boolean {
  if (diagnosis.kind !== 'broken') return false;
  return underWay(incident, diagnosis.actions, timeOf(deps)) !== undefined;
}

/** Whether a look found nothing that would be news to the people who read the message. */
async function stays(deps: Deps, incident: Incident, diagnosis: Diagnosis): Promise<Stay> {
  const {code} = incident.reason;
  if (diagnosis.kind !== 'broken') {
    return unchanged(deps, incident, diagnosis) ? {kind: 'stays'} : {kind: 'moves'};
  }
  if (final.includes(code) || code.startsWith('refused.')) return {kind: 'stays'};
  const {verdict} = await judge(deps, incident, diagnosis);
  if (verdict.kind !== 'hold' || !same(verdict.reason, incident.reason)) return {kind: 'moves'};
  return {kind: 'stays', until: verdict.until};
}

/** Whether it stays, and until when at most. */
type Stay =
  {readonly kind: 'stays'; readonly until?: number | undefined} | {readonly kind: 'moves'};

function unchanged(
  deps: Deps,
  incident: Incident,
  diagnosis: Exclude<Diagnosis, {kind: 'broken'}>,
): boolean {
  const {code} = incident.reason;
  switch (diagnosis.kind) {
    case 'healthy':
      // Signs that keep coming outweigh a live state that shows nothing.
      return code === 'reason.keeps-failing' && incident.entries.lastAt > quietSince(deps);
    case 'person': {
      const [cause] = incident.timeline.at(-1)?.proof ?? [];
      return code === 'reason.person-needed' && same(cause, diagnosis.cause);
    }
    case 'waiting':
      return code === 'reason.waited-too-long';
    case 'symptom':
      return false;
  }
}

function same(one: Phrase | undefined, other: Phrase): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function quietSince({clock, timing}: Deps): number {
  return clock.now() - timing.seconds(watchSeconds);
}
