import {begin} from '../core/conclude.ts';
import {standing} from '../core/incident.ts';
import {timeOf} from './attempt.ts';
import type {Deps} from './deps.ts';
import {change} from './save.ts';

/**
 * Starts parked incidents anew, on a person's word (a run of the command is one): what they waited
 * for may be there by now.
 */
export async function resume(deps: Deps): Promise<void> {
  for (const incident of await deps.store.open()) {
    if (standing(incident.state) !== 'parked') continue;
    await change(deps.store, incident.id, it =>
      standing(it.state) === 'parked' ? begin(it, timeOf(deps)) : it,
    );
  }
}
