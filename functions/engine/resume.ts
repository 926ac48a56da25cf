import {begin} from '../core/conclude.ts';
import {type Incident, standing} from '../core/incident.ts';
import {timeOf} from './attempt.ts';
import {resetBreaker} from './breakers.ts';
import type {Deps} from './deps.ts';
import {change} from './save.ts';

/**
 * Starts parked incidents anew, on a person's word (a run of the command is one): what they waited
 * for may be there by now, and what was refused may be granted.
 */
export async function resume(deps: Deps): Promise<void> {
  for (const incident of await deps.store.open()) {
    if (standing(incident.state) !== 'parked') continue;
    for (const {action, params} of incident.plan?.actions ?? []) {
      await resetBreaker(deps, params.project, action);
    }
    await startAnew(deps, incident);
  }
}

/** What a breaker held, or the refusal that opened it. */
const heldByBreaker = [
  'reason.denied',
  'reason.effect-refused',
  'reason.breaker-open',
  'reason.breaker-told',
];

/** Starts the incidents anew that a breaker held. */
export async function resumeHeld(
  deps: Deps,
  held: {readonly project: string; readonly action: string},
): Promise<void> {
  for (const incident of await deps.store.open()) {
    const plans = incident.plan?.actions.some(
      ({action, params}) => action === held.action && params.project === held.project,
    );
    if (plans === true && heldByBreaker.includes(incident.reason.code)) {
      await startAnew(deps, incident);
    }
  }
}

async function startAnew(deps: Deps, {id}: Incident): Promise<void> {
  await change(deps.store, id, it =>
    standing(it.state) === 'parked' ? begin(it, timeOf(deps)) : it,
  );
}
