import {actions} from '../../../actions/index.ts';
import {renderTerminal} from '../../../adapters/chat/terminal/render.ts';
import {sanitise} from '../../../adapters/chat/text/sanitise.ts';
import {status, incidentMessage} from '../../../core/announcement/incident-message.ts';
import {outcomesOf} from '../../../core/contract/action.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import {pageOf} from '../../../engine/lib/context.ts';
import {runbooks} from '../../../runbooks/index.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {incidentLine} from '../../shared/report.ts';
import type {Io} from '../../shell/command.ts';

/** One incident as a line. */
export function lineOf(incident: Incident, json: boolean): string {
  if (json) return incidentLine(incident);
  const {id, runbook, target, state, openedAt} = incident;
  const since = new Date(openedAt).toISOString().slice(0, 19);
  const why = sanitise(speakAll('en')(status(incident), openedAt)).trim();
  const where = sanitise(targetText(target));
  return `${id}  ${since}Z  ${state.padEnd(17)}  ${runbook} · ${where}: ${why}\n`;
}

/** One incident with its whole history, as chat shows it, or as it is stored. */
export function show(
  incident: Incident,
  {json, io, locale}: {readonly json: boolean; readonly io: Io; readonly locale: Locale},
): string {
  if (json) return `${JSON.stringify(incident)}\n`;
  const message = incidentMessage(incident, pageOf({runbooks}, incident), outcomesOf(actions));
  const {width, colour} = io;
  return `${renderTerminal(message, speakAll(locale), {width, colour, commands: 'whole'})}\n`;
}
