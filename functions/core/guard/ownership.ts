import {type Incident, standing} from '../incident/incident.ts';
import {type Ownership, ownerOf} from '../incident/ownership.ts';
import type {State} from '../incident/reason.ts';

/** Why nobody can take an incident: it is over. */
export interface OwnershipRefusal {
  readonly kind: 'is-over';
  readonly state: State;
}

/**
 * Why an incident cannot be taken; undefined: it can. One that was handed over for good is closed, and still a
 * person's work.
 */
export function ownershipRefusal({state}: Pick<Incident, 'state'>): OwnershipRefusal | undefined {
  return standing(state) === 'closed' && state !== 'failed' ? {kind: 'is-over', state} : undefined;
}

/** Whether an incident takes this word up: it is of the same run, and newer than what is known. */
export function takesOwner(incident: Incident, said: Ownership): boolean {
  const known = ownerOf(incident);
  return (
    ownershipRefusal(incident) === undefined &&
    said.run === incident.work.run &&
    (known === undefined || known.at < said.at)
  );
}

/** The incident with its owner, which people are told, also where a message cannot be edited. */
export function owned(incident: Incident, owner: Ownership): Incident {
  const {outbox, work} = incident;
  return {
    ...incident,
    work: {...work, owner},
    outbox: {...outbox, revision: outbox.revision + 1, milestone: outbox.milestone + 1},
  };
}
