import {type Incident, keptProof, move, undoOf} from '../incident/incident.ts';
import type {Now, TimeScale} from '../lib/time-scale.ts';
import type {Phrase} from '../texts/phrase.ts';
import {withoutLooseEnds} from './action-records.ts';

/** The wait before a look that has come too late is made again. */
const lookAgainSeconds = 15;

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

/** How an incident is looked at: for its problem, or for the repair that is to be taken back. */
export function lookEffect(incident: Incident): {readonly kind: 'diagnose' | 'preview-undo'} {
  return {kind: undoOf(incident) === undefined ? 'diagnose' : 'preview-undo'};
}

/** What explained it was over by the time that it was to be told: nothing is known yet. */
export function lookAgain(incident: Incident, {now, timing}: Now): Incident {
  return lookAt(incident, now + timing.seconds(lookAgainSeconds));
}

/** Keeps what a diagnosis read; a look that got answers ends a run of blind ones. */
export function seen(incident: Incident, proof: readonly Phrase[], now: number): Incident {
  const work = {...incident.work, proof: keptProof(proof), lookedAt: now, blindLooks: 0};
  return {...incident, work};
}

/** What to look at is due at a time. */
export function lookAt(incident: Incident, nextLook: number): Incident {
  return {...incident, work: {...incident.work, nextLook}};
}

export function confirmed(incident: Incident): Incident {
  return {...incident, work: {...incident.work, confirmed: true}};
}

/** What people see has changed. */
export function told(incident: Incident): Incident {
  const {outbox} = incident;
  return {...incident, outbox: {...outbox, revision: outbox.revision + 1}};
}

/** What a service asked to wait, as this run counts it. */
export function asked(retryAfterMs: number | undefined, timing: TimeScale): number {
  return retryAfterMs === undefined ? 0 : timing.seconds(retryAfterMs / 1000);
}
