import type {ApproverRefusal} from '../guard/approvers.ts';
import type {Incident} from '../incident/incident.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';

/** Why somebody may not answer, as a sentence. */
export function approverSentence(
  reason: ApproverRefusal,
  {runbook, target: {project}}: Pick<Incident, 'runbook' | 'target'>,
): Phrase {
  const {by} = reason;
  switch (reason.kind) {
    case 'no-approver':
      return phrase('click.no-approver', {by, runbook, project});
    case 'caused-it':
      return phrase('click.caused-it', {by});
    case 'same-person':
      return phrase('click.same-person', {by});
    case 'asked-it':
      return phrase('click.asked-it', {by});
    case 'group-unknown':
      return phrase('click.group-unknown', {by, group: reason.group});
  }
}
