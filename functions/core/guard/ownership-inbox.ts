import type {Ownership} from '../incident/ownership.ts';
import {isObject, type JsonObject} from '../lib/json.ts';

/** Where it stands which incidents were acknowledged and have not been told yet. */
export const ownershipMark = 'acknowledgements';

/** Acknowledgements that nobody has taken up, by the id of the incident. */
export type OwnershipInbox = ReadonlyMap<string, Ownership>;

/** Reads the inbox of a mark; what is none is left out: it permits nothing, and can be said again. */
export function ownershipsIn(value: JsonObject | undefined): OwnershipInbox {
  return new Map(
    Object.entries(value ?? {}).flatMap(([incident, one]) => {
      const said = ownershipOf(one);
      return said === undefined ? [] : [[incident, said] as const];
    }),
  );
}

function ownershipOf(value: unknown): Ownership | undefined {
  if (!isObject(value)) return undefined;
  const {by, at, run} = value;
  const isRead = typeof by === 'string' && typeof at === 'number' && typeof run === 'number';
  return isRead ? {by, at, run} : undefined;
}

/** The mark's value of an inbox. */
export function ownershipsValue(inbox: OwnershipInbox): JsonObject {
  return Object.fromEntries(
    [...inbox].map(([incident, {by, at, run}]) => [incident, {by, at, run}]),
  );
}

/** The inbox without what was taken up; a later word about the same incident stays. */
export function withoutOwnerships(inbox: OwnershipInbox, done: OwnershipInbox): OwnershipInbox {
  const left = [...inbox].filter(([incident, {at}]) => done.get(incident)?.at !== at);
  return left.length === inbox.size ? inbox : new Map(left);
}
