import type {Incident} from '../incident/incident.ts';
import type {Link} from '../ports/message.ts';
import {phrase} from '../texts/texts.ts';

/** Where people read about a problem, in their own language. */
export interface Pages {
  /** The runbook's own page; absent: a problem of several runbooks. */
  readonly runbook?: string;
  /** Google's page; absent: a private runbook, whose page is its own. */
  readonly google?: string;
  /** Where people open the console, without a path; absent: it is not configured. */
  readonly console?: string;
}

const quarterHour = 15 * 60_000;

/**
 * The only URLs that messages hold: fixed hosts, every variable part percent-encoded. Nothing from
 * a log becomes a link ("Enable it by visiting …" is text that anybody can write).
 * Logs Explorer URLs: https://docs.cloud.google.com/logging/docs/view/logs-explorer-interface
 */
export function links(
  incident: Incident,
  {runbook, google, console: ours}: Pages,
): readonly Link[] {
  const from = new Date(incident.intake.entries.firstAt - quarterHour).toISOString();
  const to = new Date(incident.intake.entries.lastAt + quarterHour).toISOString();
  const insertId = plain(incident.intake.evidence[0]?.insertId ?? '');
  const query = insertId === '' ? '' : `;query=${encodeURIComponent(`insertId="${insertId}"`)}`;
  const range = `;timeRange=${encodeURIComponent(`${from}/${to}`)}`;
  const project = encodeURIComponent(
    incident.intake.evidence[0]?.project ?? incident.target.project,
  );
  return [
    ...(ours === undefined
      ? []
      : [{label: phrase('link.console'), url: `${ours}/incidents/${incident.id}`}]),
    ...(runbook === undefined ? [] : [{label: phrase('link.runbook'), url: runbook}]),
    {
      label: phrase('link.logs'),
      url: `https://console.cloud.google.com/logs/query${query}${range}?project=${project}`,
    },
    ...(google === undefined ? [] : [{label: phrase('link.page'), url: google}]),
  ];
}

/** insertIds are written by whoever writes the entry: only what real ones consist of is kept. */
function plain(insertId: string): string {
  return insertId.replaceAll(/[^\w.:-]/g, '').slice(0, 100);
}
