import {type Incident, standing, states} from './incident.ts';
import type {State} from './reason.ts';

/** Which incidents are listed; of what is absent, all. Times: epoch ms. */
export interface IncidentFilter {
  readonly states?: readonly State[];
  readonly runbook?: string;
  /** The id of a project. */
  readonly project?: string;
  /** Opened at this time or later. */
  readonly from?: number;
}

/** Where a list goes on: behind this incident. */
export interface ListPlace {
  readonly openedAt: number;
  readonly id: string;
}

/** Which part of a list is wanted. */
export interface ListPart {
  /** At most so many. */
  readonly limit: number;
  /** Absent: from the newest on. */
  readonly after?: ListPlace;
}

/** Whether a list shows an incident. */
export function isListed(incident: Incident, filter: IncidentFilter): boolean {
  const {states: wanted, runbook, project, from = -Infinity} = filter;
  return (
    (wanted?.includes(incident.state) ?? true) &&
    (runbook ?? incident.runbook) === incident.runbook &&
    (project ?? incident.target.project) === incident.target.project &&
    incident.openedAt >= from
  );
}

/** The order of a list: what was opened last comes first, of the same time the last id. */
export function newestFirst(a: ListPlace, b: ListPlace): number {
  return b.openedAt - a.openedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Who has to go on: a person, the responder, or nobody. */
export type Turn = 'person' | 'responder' | 'nobody';

/** Whose turn it is in a state: one that was handed over for good is closed, and still a person's. */
export function turnIn(state: State): Turn {
  if (state === 'failed') return 'person';
  switch (standing(state)) {
    case 'parked':
      return 'person';
    case 'open':
      return 'responder';
    case 'closed':
      return 'nobody';
  }
}

/** The states in which it is somebody's turn. */
export function statesOf(turn: Turn): readonly State[] {
  return allStates.filter(one => turnIn(one) === turn);
}

/** Every state, in the order of `states`. */
export const allStates = Object.keys(states) as readonly State[];
