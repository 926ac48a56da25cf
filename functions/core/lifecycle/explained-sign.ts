import type {Diagnosis} from '../contract/diagnosis.ts';
import {endOf, explainedBy, type Incident, move} from '../incident/incident.ts';
import {type CallFacts, passes} from '../lib/error.ts';
import {settleSeconds} from '../poll/pending.ts';
import type {Now} from '../lib/time-scale.ts';
import type {Phrase} from '../texts/phrase.ts';
import {freed} from '../intake/arrivals.ts';
import {type CauseOver, type Decision, type Seen, wait} from './decision.ts';
import {lookAt, seen as looked, told} from './look.ts';
import {patienceSeconds, watchSeconds} from './parked.ts';
import {blindSeconds} from './transitions.ts';

// An incident that another one explains. It is told nowhere, so that it is never taken at its cause's word
// for long: it is looked at again soon, then as often as what is parked, and at once when its cause says
// less than before. What live state does not explain any more is opened again and told.

/** The first look at the cause comes this soon: it may have ended while the sign was being linked. */
export const confirmSeconds = 60;
/**
 * After a repair the mesh may take so long to notice: changes of access take "typically 2 minutes, potentially
 * 7 minutes or longer" (https://docs.cloud.google.com/iam/docs/access-change-propagation).
 */
const noticeSeconds = 420;
/** What is on its way by itself may take so long, where its runbook says nothing else. */
const usualSeconds = 900;
/** Looks without an answer before it stands for itself. */
const blindLimit = 3;

/** Another incident explains this one and tells it. */
export function explained(
  incident: Incident,
  {incident: by, proof}: {readonly incident: string; readonly proof: readonly Phrase[]},
  {now, timing}: Now,
): Incident {
  const reason = {kind: 'symptom-of', incident: by} as const;
  const nextLook = now + timing.seconds(confirmSeconds);
  return move(looked(incident, proof, now), {state: 'suppressed', reason, now, proof, nextLook});
}

/**
 * Another incident tells of clusters that nobody knows: this is one more of them. Nobody looks at it again by
 * itself; an entry that comes later has it looked at.
 */
export function gathered(
  incident: Incident,
  told: {readonly incident: string; readonly proof: readonly Phrase[]},
  at: Now,
): Incident {
  const known = unwatched(explained(incident, told, at));
  return {...known, work: {...known.work, gathered: true}};
}

/** The cause explains it still. */
export function watchedOn(incident: Incident, {now, timing}: Now): Incident {
  return lookAt(incident, now + timing.seconds(watchSeconds));
}

/**
 * The cause explains it no longer. Where it was handed to a person with the problem, what it explained is
 * looked at for as long as anything that waits for a person.
 */
export function causeGone(incident: Incident, over: CauseOver, {now, timing}: Now): Decision {
  const {changedAt = now} = over;
  if (over.state === 'failed' && now - changedAt >= timing.seconds(patienceSeconds)) {
    return wait(unwatched(incident));
  }
  return {incident, effect: {kind: 'diagnose', over}};
}

/** What its own look said, after its cause explained it no longer. */
export function behind(
  incident: Incident,
  {diagnosis, since, over = {}}: Extract<Seen, {kind: 'diagnosed'}>,
  at: Now,
): Decision {
  const {now, timing} = at;
  const endedAt = over.changedAt ?? endOf(incident) ?? now;
  switch (diagnosis.kind) {
    case 'healthy':
      return wait(unwatched(looked(incident, diagnosis.proof, now)));
    case 'symptom':
      return {incident, effect: {kind: 'open-cause', cause: diagnosis, since}};
    case 'person':
      // Only the log says so, and it has said nothing since.
      if (diagnosis.unseen === true && incident.intake.entries.lastAt <= endedAt) {
        return wait(unwatched(incident));
      }
      break;
    case 'broken':
    case 'waiting':
      break;
  }
  // It may be on its way to health, now that its cause is over.
  const soon = now + timing.seconds(confirmSeconds);
  const rest = endedAt + timing.seconds(patienceWith(diagnosis, over)) - now;
  return wait(
    rest > 0 ? lookAt(incident, Math.min(soon, now + rest)) : standsAlone(incident, over, at),
  );
}

/** How long after its cause's end nobody is told of it, seconds. */
function patienceWith(
  diagnosis: Exclude<Diagnosis, {kind: 'healthy' | 'symptom'}>,
  {state}: CauseOver,
): number {
  if (diagnosis.kind === 'waiting') return diagnosis.usualSeconds ?? usualSeconds;
  return state === 'resolved' ? noticeSeconds : settleSeconds;
}

/** Its own look says that it is explained, by the same incident or by another one. */
export function stillExplained(
  incident: Incident,
  {incident: by, proof}: {readonly incident: string; readonly proof: readonly Phrase[]},
  at: Now,
): Incident {
  const known = watchedOn(looked(incident, proof, at.now), at);
  if (known.state !== 'suppressed' || explainedBy(known) === by) return known;
  return told({...known, reason: {kind: 'symptom-of', incident: by}});
}

/** A read gave no answer: what nobody can tell stands for itself, once it is no passing trouble. */
export function unseenBehind(incident: Incident, error: CallFacts, at: Now): Incident {
  const {now, timing} = at;
  const {blindLooks} = incident.work;
  const seconds = blindSeconds[blindLooks];
  if (!passes(error.failure) || blindLooks >= blindLimit || seconds === undefined) {
    return freedByDoubt(incident, at);
  }
  const next = lookAt(incident, now + timing.seconds(seconds));
  return {...next, work: {...next.work, blindLooks: blindLooks + 1}};
}

/** Nobody can tell whether it is explained: it stands for itself. */
export function freedByDoubt(incident: Incident, at: Now): Incident {
  return standsAlone(incident, {}, at);
}

/** It is opened again. */
function standsAlone(incident: Incident, {runbook}: CauseOver, {now}: Now): Incident {
  return freed(incident, runbook ?? incident.causes[0] ?? incident.runbook, now);
}

function unwatched(incident: Incident): Incident {
  const {nextLook: _done, ...work} = incident.work;
  return {...incident, work};
}
