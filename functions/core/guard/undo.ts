import {type ActionRecord, endOf, type Incident} from '../incident/incident.ts';
import {actionKey, type PlannedAction} from '../incident/plan.ts';
import type {State} from '../incident/reason.ts';
import type {Now} from '../lib/time-scale.ts';

/** A repair can be taken back for so long after it was verified: then too much rests on it. */
export const undoSeconds = 7 * 24 * 60 * 60;

/** The actions that take one action back, in their order; none where that is not possible. */
export type InverseOf = (
  made: Pick<ActionRecord, 'action' | 'params' | 'made'>,
) => readonly PlannedAction[];

/** Why a repair cannot be taken back. */
export type UndoRefusal =
  /** The configuration does not say `undo`. */
  | {readonly kind: 'undo-off'}
  /** mesh-responder has verified no repair of its own, or it is not over. */
  | {readonly kind: 'nothing-repaired'; readonly state: State}
  /** It was asked for before, and a person said no. */
  | {readonly kind: 'undo-declined'}
  /** No action of it can be taken back. */
  | {readonly kind: 'no-inverse'}
  | {readonly kind: 'undo-too-late'}
  /** The same problem has a newer incident. */
  | {readonly kind: 'undo-newer'; readonly incident: string};

/** The run whose repair can be taken back by what an incident says of itself; undefined: there is none. */
export function repairedRun({state, reason, work}: Incident): number | undefined {
  if (state !== 'resolved') return undefined;
  if (reason.kind === 'verified') return work.run;
  const isOpen = reason.kind === 'undo-kept' && reason.why.kind === 'nobody-came';
  return isOpen ? work.undo?.of : undefined;
}

/**
 * What takes the repair of an incident back: of each change that it made the inverse, the last one first. What nobody
 * knows to have been made is left alone.
 */
export function undoActions(incident: Incident, inverse: InverseOf): readonly PlannedAction[] {
  const run = repairedRun(incident);
  const made = incident.work.actions.filter(one => one.run === run && one.result === 'changed');
  const last = new Map(made.map(one => [actionKey(one), one]));
  return [...last.values()].toReversed().flatMap(one => inverse(one));
}

/**
 * Why the repair of an incident cannot be taken back; undefined: it can be asked for.
 * @param latest the id of the newest incident of its problem.
 */
export function undoRefusal(
  incident: Incident,
  {
    isOn,
    latest,
    inverse,
    now,
    timing,
  }: Now & {
    readonly isOn: boolean;
    readonly latest: string | undefined;
    readonly inverse: InverseOf;
  },
): UndoRefusal | undefined {
  if (!isOn) return {kind: 'undo-off'};
  const {state, reason, id} = incident;
  if (latest !== undefined && latest !== id) return {kind: 'undo-newer', incident: latest};
  if (repairedRun(incident) === undefined) {
    const isDeclined = reason.kind === 'undo-kept' && reason.why.kind === 'declined';
    return isDeclined ? {kind: 'undo-declined'} : {kind: 'nothing-repaired', state};
  }
  if (undoActions(incident, inverse).length === 0) return {kind: 'no-inverse'};
  const isLate = now - (endOf(incident) ?? now) > timing.seconds(undoSeconds);
  return isLate ? {kind: 'undo-too-late'} : undefined;
}

/** Whether a button of an incident's message may ask for it; the time is looked at when it is pressed. */
export function isUndoable(incident: Incident, inverse: InverseOf): boolean {
  return undoActions(incident, inverse).length > 0;
}
