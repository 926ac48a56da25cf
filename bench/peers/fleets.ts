/** A fleet of the stand-in: one project that is its own fleet host. */
export interface Fleet {
  readonly id: string;
  readonly number: string;
}

/** The cluster that an event is about: a membership of one of the fleets, named by the event. */
export interface Place {
  readonly event: string;
  readonly fleet: Fleet;
  readonly location: string;
}

/** So many memberships has each fleet: a look at one reads them all, as in a real fleet. */
export const perFleet = 40;

const location = 'europe-west1';
const digits = 5;

/** What an event is called, e.g. `ev-00042`: the name of its cluster, and what is searched for in what is posted. */
export function eventName(event: number): string {
  return `ev-${String(event).padStart(digits, '0')}`;
}

/** The name of the event that a text speaks of. */
export function eventIn(text: string): string | undefined {
  return /\bev-\d{5}\b/.exec(text)?.[0];
}

/** Where an event happens; every event has a cluster of its own. */
export function placeOf(event: number): Place {
  return {event: eventName(event), fleet: fleetOf(Math.floor(event / perFleet)), location};
}

/** The fleets in which so many events have a place. */
export function fleetsFor(events: number): readonly Fleet[] {
  return Array.from({length: Math.ceil(events / perFleet)}, (_, index) => fleetOf(index));
}

/** The places of a fleet, by the fleet's id. */
export function placesIn(fleet: string): readonly Place[] {
  const index = Number(/^bench-fleet-(\d{3})$/.exec(fleet)?.[1]);
  return Array.from({length: perFleet}, (_, at) => placeOf(index * perFleet + at));
}

function fleetOf(index: number): Fleet {
  const at = String(index).padStart(3, '0');
  return {id: `bench-fleet-${at}`, number: `600000000${at}`};
}
