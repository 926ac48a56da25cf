import type {Incident} from '../../core/incident/incident.ts';
import {textAt} from '../../core/lib/json.ts';
import {type Deps} from '../lib/context.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import {linkSign} from './link-sign.ts';

/** One incident tells of the clusters that nobody knows in a project for so long; then the next one does. */
const tellsSeconds = 24 * 60 * 60;

/**
 * Finds the incident that tells of clusters that neither the fleet nor the container API knows in a project,
 * and links this one to it: however many an attacker invents, people read one message that counts them.
 * @returns its id; undefined: none does, and this one is it from now on.
 */
export async function gather(
  deps: Pick<Deps, 'store' | 'clock' | 'timing'>,
  incident: Incident,
): Promise<string | undefined> {
  const now = deps.clock.now();
  const teller = await updateMark(
    deps.store,
    `unknown-clusters/${incident.target.project}`,
    (value): {value?: {incident: string; since: number}; result: string} => {
      const known = textAt(value, 'incident');
      const since = Number(value?.['since']);
      const isTold = known !== undefined && now - since < deps.timing.seconds(tellsSeconds);
      return isTold
        ? {result: known}
        : {value: {incident: incident.id, since: now}, result: incident.id};
    },
  );
  if (teller === incident.id) return undefined;
  await linkSign(deps, teller, incident);
  return teller;
}
