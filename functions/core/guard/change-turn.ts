import type {ActionManifest} from '../contract/action.ts';
import type {PlannedAction} from '../incident/plan.ts';
import type {JsonObject} from '../lib/json.ts';

/**
 * The turn of an incident that nobody gives back ends this long after it was taken or prolonged, in
 * seconds: longer than a lease and than an API takes to be enabled ("a few minutes"). What is still under way
 * by then, the service itself refuses to disturb.
 */
export const changeTurnSeconds = 600;

/** Who has the turn to change something that bears one change at a time, and until when. */
export interface ChangeTurn {
  /** Its incident; '?': nobody can tell. */
  readonly incident: string;
  readonly until: number;
}

/** Where the turn for a change is remembered; undefined: the change needs none. */
export function changeTurnMark(
  {id, alone}: Pick<ActionManifest, 'id' | 'alone'>,
  {params: {project, location = '', cluster = ''}}: PlannedAction,
): string | undefined {
  if (alone === undefined) return undefined;
  return alone === 'project'
    ? `alone/${project}/${id}`
    : `alone/${project}/${location}/${cluster}/${id}`;
}

/** The mark's value of a turn. */
export function changeTurnValue({incident, until}: ChangeTurn): JsonObject {
  return {incident, until};
}

/** The mark's value once a turn was given back. */
export const freeChangeTurn: JsonObject = {free: true};

/** Reads a turn back; undefined: nobody has it. What cannot be understood is taken: in doubt, nothing is changed. */
export function changeTurnIn(value: JsonObject | undefined, now: number): ChangeTurn | undefined {
  if (value === undefined || value['free'] === true) return undefined;
  const {incident, until} = value;
  if (typeof incident !== 'string' || typeof until !== 'number') {
    return {incident: '?', until: Infinity};
  }
  return until <= now ? undefined : {incident, until};
}
