import {type Incident, standing} from '../incident/incident.ts';
import {ownerOf} from '../incident/ownership.ts';
import type {Verb} from '../incident/verb.ts';
import {isBacklog} from '../intake/backlog.ts';
import {waits} from '../inbox/answer.ts';
import type {Buttons} from '../ports/message.ts';

/**
 * What people can press under the message of an incident as it stands: what is decided, or over, has no button that
 * would change it.
 * @param question the token of what it asks; empty: no button can answer it.
 * @param canUndo whether its repair can be taken back.
 */
export function buttonsOf(incident: Incident, question: string, canUndo: boolean): Buttons {
  const {id, state, work} = incident;
  const stands = standing(state);
  const asks = stands === 'parked' || state === 'failed';
  const verbs: readonly Verb[] = [
    ...(waits(incident) && question !== '' ? (['approve', 'decline'] as const) : []),
    ...(asks && ownerOf(incident) === undefined ? (['acknowledge'] as const) : []),
    ...(canUndo ? (['undo'] as const) : []),
    ...(stands === 'closed' || isBacklog(incident) ? [] : (['silence', 'pause'] as const)),
    'explain',
  ];
  return {incident: id, run: work.run, verbs, question};
}
