import type {JsonObject} from '../lib/json.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/** An open breaker lets one attempt through after this time, in seconds. */
export const breakerSeconds = 24 * 60 * 60;
/** How long the one attempt that was let through keeps others waiting, in seconds. */
const trialSeconds = 30 * 60;

/** A kind of change that a project refused for good. */
export interface Breaker {
  readonly project: string;
  readonly action: string;
  /** The incident whose change was refused: its message tells it for all. */
  readonly incident: string;
  /** What the service said. */
  readonly said: string;
  readonly openedAt: number;
  /** When one attempt is let through. */
  readonly until: number;
  /** The one that was let through. */
  readonly trial?: {readonly incident: string; readonly at: number};
}

/** What the names of all breakers' marks begin with. */
export const breakerPrefix = 'breaker/';

/** Where a breaker is remembered. */
export function breakerMark(project: string, action: string): string {
  return `${breakerPrefix}${project}/${action}`;
}

/** The mark's value of an open breaker; its project and action are in the mark's name. */
export function breakerValue(breaker: Breaker): JsonObject {
  const {incident, said, openedAt, until, trial} = breaker;
  return {open: true, incident, said, openedAt, until, ...(trial === undefined ? {} : {trial})};
}

/** The mark's value once a change was accepted again. */
export const closedBreaker: JsonObject = {open: false};

/** Reads a breaker back; undefined: closed. What cannot be understood is open: in doubt, nothing is changed. */
export function breakerIn(
  value: JsonObject | undefined,
  {project, action}: Pick<Breaker, 'project' | 'action'>,
): Breaker | undefined {
  if (value === undefined || value['open'] === false) return undefined;
  const {incident, said, openedAt, until, trial} = value;
  return {
    project,
    action,
    incident: typeof incident === 'string' ? incident : '',
    said: typeof said === 'string' ? said : '?',
    openedAt: typeof openedAt === 'number' ? openedAt : 0,
    until: typeof until === 'number' ? until : Infinity,
    ...trialIn(trial),
  };
}

function trialIn(value: unknown): Pick<Breaker, 'trial'> {
  if (typeof value !== 'object' || value === null) return {};
  if (!('incident' in value) || !('at' in value)) return {};
  const {incident, at} = value;
  return typeof incident === 'string' && typeof at === 'number' ? {trial: {incident, at}} : {};
}

/** A breaker opened by a refusal. */
export function opened(
  refusal: Pick<Breaker, 'project' | 'action' | 'incident' | 'said'>,
  now: number,
  timing: TimeScale,
): Breaker {
  return {...refusal, openedAt: now, until: now + timing.seconds(breakerSeconds)};
}

/**
 * When a breaker lets an incident try; not after `now`: now. Half open, it lets one through at a
 * time.
 */
export function triableAt(
  {until, trial}: Breaker,
  incident: string,
  now: number,
  timing: TimeScale,
): number {
  const busy =
    trial === undefined || trial.incident === incident
      ? -Infinity
      : trial.at + timing.seconds(trialSeconds);
  return now < until ? until : Math.max(now, busy);
}
