import {type Incident, undoOf} from '../incident/incident.ts';
import {ownerOf} from '../incident/ownership.ts';
import type {About} from '../ports/message.ts';
import {heldOf} from './ask.ts';
import {escalatedSteps} from './escalation.ts';
import {reasonSentence} from './sentences.ts';
import {status} from './status.ts';

/** The facts of an incident, for programs and for whoever chooses where its message goes. */
export function aboutOf(incident: Incident): About {
  const {runbook, target, state, reason, openedAt, work} = incident;
  const owner = ownerOf(incident);
  return {
    runbook,
    target,
    state,
    reason: reasonSentence(reason),
    detail: status(incident),
    run: work.run,
    actions: [
      ...work.actions.map(one => ({id: one.action, result: one.result ?? 'unknown'})),
      ...heldOf(incident).map(one => ({id: one.action, result: 'held'})),
    ],
    openedAt,
    changedAt: work.changedAt,
    ...(work.nextLook === undefined ? {} : {nextLook: work.nextLook}),
    ...(owner === undefined ? {} : {owner}),
    ...(undoOf(incident) === undefined ? {} : {undo: true}),
    escalated: escalatedSteps(incident),
  };
}
