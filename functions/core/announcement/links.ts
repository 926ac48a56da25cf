import type {Incident} from '../incident/incident.ts';
import type {Link} from '../ports/message.ts';
import {phrase} from '../texts/texts.ts';

const quarterHour = 15 * 60_000;

/**
 * The only URLs that messages hold: fixed hosts, every variable part percent-encoded. Nothing from
 * a log becomes a link ("Enable it by visiting …" is text that anybody can write).
 * Logs Explorer URLs: https://docs.cloud.google.com/logging/docs/view/logs-explorer-interface
 */
export function links(incident: Incident, page: string): readonly Link[] {
  const from = new Date(incident.intake.entries.firstAt - quarterHour).toISOString();
  const to = new Date(incident.intake.entries.lastAt + quarterHour).toISOString();
  const insertId = plain(incident.intake.evidence[0]?.insertId ?? '');
  const query = insertId === '' ? '' : `;query=${encodeURIComponent(`insertId="${insertId}"`)}`;
  const range = `;timeRange=${encodeURIComponent(`${from}/${to}`)}`;
  const project = encodeURIComponent(
    incident.intake.evidence[0]?.project ?? incident.target.project,
  );
  return [
    {
      label: phrase('link.logs'),
      url: `https://console.cloud.google.com/logs/query${query}${range}?project=${project}`,
    },
    {label: phrase('link.page'), url: page},
  ];
}

/** insertIds are written by whoever writes the entry: only what real ones consist of is kept. */
function plain(insertId: string): string {
  return insertId.replaceAll(/[^\w.:-]/g, '').slice(0, 100);
}
