import type {Diagnosis} from '../contract/diagnosis.ts';
import type {Target} from '../detection/target.ts';
import {told} from './look.ts';
import {keptImpact} from '../incident/impact.ts';
import {type Explained, type Found, type Incident, standing, undoOf} from '../incident/incident.ts';

// Whose signs an incident explains. A cause hides what it explains, so that only live state may say so: no
// log entry makes a cause, and what was explained is looked at again as soon as live state says less.

/** So many clusters are named; the signs of the others stand for themselves. */
const namedLimit = 200;

/** What an incident explains by a diagnosis of its own; undefined: nothing. */
function placesOf(diagnosis: Diagnosis): Explained | undefined {
  switch (diagnosis.kind) {
    case 'healthy':
    case 'symptom':
      return undefined;
    case 'broken':
    case 'person':
    case 'waiting':
      if (diagnosis.unseen === true) return undefined;
      return diagnosis.explains?.slice(0, namedLimit) ?? 'all';
  }
}

/** The same incident with what its last look says that it explains, and what is wrong. */
export function explaining(incident: Incident, diagnosis: Diagnosis): Incident {
  // What is to be taken back is no problem: nothing is wrong, and nothing is explained.
  if (undoOf(incident) !== undefined) return incident;
  const {explains: _before, ...work} = incident.work;
  const explains = placesOf(diagnosis);
  const found = lastSeen(work.found, foundBy(diagnosis));
  const known = {...incident, work: {...work, ...(explains && {explains}), ...(found && {found})}};
  // Whoever waits for a person is looked at quietly; what the message says is wrong is kept true all the same.
  const isNews = standing(incident.state) === 'parked' && !isSame(found, work.found);
  return isNews ? told(known) : known;
}

/** A look that could not see takes nothing back of what one before it saw. */
function lastSeen(before: Found | undefined, now: Found | undefined): Found | undefined {
  const isSeen = before !== undefined && before.unseen !== true;
  return now === undefined || (now.unseen === true && isSeen) ? before : now;
}

function isSame(one: Found | undefined, other: Found | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a diagnosis says is wrong; undefined: nothing of its own. */
function foundBy(diagnosis: Diagnosis): Found | undefined {
  switch (diagnosis.kind) {
    case 'healthy':
    case 'symptom':
      return undefined;
    case 'broken':
    case 'person':
    case 'waiting': {
      const {cause, detail, impact} = diagnosis;
      const risk = diagnosis.kind === 'person' ? diagnosis.risk : undefined;
      return {
        cause,
        ...(detail && {detail}),
        ...(impact && {impact: keptImpact(impact)}),
        ...(risk && {risk}),
        ...(diagnosis.unseen && {unseen: true}),
      };
    }
  }
}

/** The same incident when nobody knows any more what is broken: a doubt explains nothing. */
export function explainingNothing(incident: Incident): Incident {
  const {explains: _before, ...work} = incident.work;
  return {...incident, work};
}

/** Whether the last look at a cause, which has not ended, said that it breaks this target. */
export function explains(cause: Incident, target: Target): boolean {
  if (standing(cause.state) === 'closed') return false;
  const places = cause.work.explains ?? [];
  return places === 'all' || places.some(place => covers(place, target));
}

function covers(place: Target, {project, cluster, location}: Target): boolean {
  return (
    place.project === project &&
    place.cluster === cluster &&
    (location === undefined || place.location === undefined || place.location === location)
  );
}

/**
 * Notes that what an incident explained has to be looked at again: it has ended or was handed to a person,
 * or live state says less than before. The note stays until that was done.
 */
export function releasing(before: Incident, after: Incident): Incident {
  const ended = after.state !== before.state && (isEnd(after) || after.state === 'blocked');
  const mayHave = before.work.explains !== undefined || after.intake.symptoms.length > 0;
  const owes = (ended && mayHave) || shrank(before.work.explains, after.work.explains);
  if (!owes || after.work.releases === true) return after;
  return {...after, work: {...after.work, releases: true}};
}

/** What an incident explained was looked for: nobody waits for it any more. */
export function released(incident: Incident): Incident {
  const {releases: _done, ...work} = incident.work;
  return {...incident, work};
}

function isEnd({state}: Incident): boolean {
  return standing(state) === 'closed';
}

function shrank(before: Explained | undefined, after: Explained | undefined): boolean {
  if (before === undefined || after === 'all') return false;
  if (before === 'all' || after === undefined) return true;
  return before.some(place => !after.some(one => covers(one, place)));
}
