import {entriesOf} from '../incident/entry-count.ts';
import {type Incident, isSilenced, standing} from '../incident/incident.ts';

/**
 * Whether people should hear of this incident now. The first post waits for the first diagnosis, or for the
 * first failure to make one; what is not worked on any more is told at once, whatever stopped it. Incidents
 * that another one tells are never posted. While one is silenced nothing of it is sent, no edit either: a
 * webhook would post it, and a reply in a thread calls people.
 */
export function isTellable(incident: Incident): boolean {
  const {state, reason, intake, work, outbox} = incident;
  if (isSilenced(incident)) return false;
  const elsewhere = state === 'suppressed' || reason.kind === 'breaker-told';
  // A poll alone saw it, and it was gone at the first look: nobody waits to hear of it.
  const isPassed = state === 'no-action' && entriesOf(intake) === 0;
  if (elsewhere || isPassed) return Object.keys(outbox.channels).length > 0;
  const tried = work.lookedAt !== undefined || work.blindLooks > 0 || work.confirmed;
  return tried || standing(state) !== 'open';
}
