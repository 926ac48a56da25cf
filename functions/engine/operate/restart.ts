import type {Deps} from '../lib/context.ts';
import {change} from '../lib/compare-and-set.ts';
import type {Reason} from '../../core/incident/reason.ts';
import {type Incident, standing} from '../../core/incident/incident.ts';
import {begin} from '../../core/lifecycle/look.ts';
import {resetBreaker} from '../remediate/circuit-breakers.ts';
import {timeOf} from '../remediate/perform.ts';

/**
 * Ends the leases of processes that are known to be gone, so that a run on the same store goes on
 * at once instead of waiting for them to end.
 */
export async function reclaimLeases(deps: Pick<Deps, 'store' | 'isGone'>): Promise<void> {
  for (const {id, lease} of await deps.store.all()) {
    if (lease === undefined || !deps.isGone(lease.holder)) continue;
    await change(deps.store, id, incident =>
      incident.lease?.holder === lease.holder
        ? // Over, and not gone: whoever takes it next has to know how the last run ended.
          {...incident, lease: {...incident.lease, until: 0}}
        : incident,
    );
  }
}

/**
 * Starts parked incidents anew, on a person's word (a run of the command is one): what they waited
 * for may be there by now, and what was refused may be granted.
 */
export async function restartParked(
  deps: Pick<Deps, 'store' | 'guardStore' | 'clock' | 'timing'>,
): Promise<void> {
  for (const incident of await deps.store.open()) {
    if (standing(incident.state) !== 'parked') continue;
    for (const {action, params} of incident.work.plan?.actions ?? []) {
      await resetBreaker(deps, params.project, action);
    }
    await startAnew(deps, incident);
  }
}

/** Starts the incidents anew that a breaker held. */
export async function resumeHeld(
  deps: Pick<Deps, 'store' | 'clock' | 'timing'>,
  held: {readonly project: string; readonly action: string},
): Promise<void> {
  for (const incident of await deps.store.open()) {
    const plans = incident.work.plan?.actions.some(
      ({action, params}) => action === held.action && params.project === held.project,
    );
    if (plans === true && isHeldByBreaker(incident)) {
      await startAnew(deps, incident);
    }
  }
}

/** Reasons of a breaker's hold, and of the refusal that opened it. */
const byBreaker: readonly Reason['kind'][] = [
  'denied',
  'effect-refused',
  'breaker-open',
  'breaker-told',
];

function isHeldByBreaker({reason}: Incident): boolean {
  return byBreaker.includes(reason.kind);
}

async function startAnew(
  deps: Pick<Deps, 'store' | 'clock' | 'timing'>,
  {id}: Incident,
): Promise<void> {
  await change(deps.store, id, it =>
    standing(it.state) === 'parked' ? begin(it, timeOf(deps)) : it,
  );
}
