import {
  breakerIn,
  breakerMark,
  breakerValue,
  closedBreaker,
  opened,
} from '../../core/guard/circuit-breaker.ts';
import {type CallError, errorText, StoreError} from '../../core/lib/error.ts';
import type {Incident} from '../../core/incident/incident.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import type {Deps} from '../lib/context.ts';
import type {Permit} from './admit.ts';
import {updateMark, whenContended} from '../lib/compare-and-set.ts';

/**
 * Remembers that a kind of change was refused for good in a project, before the incident does: whoever
 * comes next must not ask again. A store that cannot keep it now does not keep the incident from being
 * parked with the refusal, and the next one opens the breaker.
 */
export async function openBreaker(
  deps: Pick<Deps, 'guardStore' | 'clock' | 'timing' | 'log'>,
  incident: Incident,
  {action, params}: PlannedAction,
  error: CallError,
): Promise<void> {
  const {guardStore, clock, timing, log} = deps;
  const {project} = params;
  const {said, failure} = error.facts;
  const name = breakerMark(project, action);
  const refusal = {project, action, incident: incident.id, said};
  const value = breakerValue(opened(refusal, clock.now(), timing));
  try {
    const opens = updateMark(guardStore, name, () => ({value, result: true}));
    if (await opens.catch(whenContended(false))) {
      log.warn('breaker opened', {project, action, incident: incident.id, failure});
    }
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    log.error('breaker not opened', {
      project,
      action,
      incident: incident.id,
      error: errorText(cause),
    });
  }
}

/** The change of a trial was accepted: the breaker is closed. One that opened meanwhile stays open. */
export async function closeBreakers(
  deps: Pick<Deps, 'guardStore' | 'log'>,
  {trials}: Extract<Permit, {kind: 'act'}>,
): Promise<void> {
  for (const {mark, breaker} of trials) {
    const {name, version} = mark;
    const answer = await deps.guardStore.setMark({
      name,
      version: version + 1,
      value: closedBreaker,
    });
    const {project, action} = breaker;
    if (answer === 'stored') deps.log.info('breaker closed', {project, action});
  }
}

/** Lets one attempt through now, on a person's word. @returns whether the breaker was open. */
export async function resetBreaker(
  {guardStore, clock}: Pick<Deps, 'guardStore' | 'clock'>,
  project: string,
  action: string,
): Promise<boolean> {
  const reset = updateMark(guardStore, breakerMark(project, action), value => {
    const breaker = breakerIn(value, {project, action});
    if (breaker === undefined) return {result: false};
    const {trial: _over, ...rest} = breaker;
    return {value: breakerValue({...rest, until: clock.now()}), result: true};
  });
  return reset.catch(whenContended(false));
}
