import type {EntryReason} from '../incident/entry-reason.ts';
import type {EntryReasons, Incident} from '../incident/incident.ts';

/** The same incident with `more` entries counted under a reason. */
export function countedAs(
  incident: Incident,
  reason: EntryReason,
  more: number,
  now: number,
): Incident {
  if (more <= 0) return incident;
  const {reasons} = incident.intake;
  const count = (reasons[reason.kind]?.count ?? 0) + more;
  const counted: EntryReasons = {...reasons, [reason.kind]: {count, lastAt: now, reason}};
  return {...incident, intake: {...incident.intake, reasons: counted}};
}
