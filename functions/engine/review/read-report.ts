import type {Action} from '../../core/contract/action.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import type {Settings} from '../../core/config/settings.ts';
import {closedIncidentKept} from '../../core/incident/kept.ts';
import type {Store} from '../../core/ports/ports.ts';
import type {Episode} from '../../core/report/episode.ts';
import {episodesOf} from '../../core/report/episodes-of.ts';
import {type KnownRunbook, type Report, reportOf} from '../../core/report/report.ts';
import {everyIncident} from '../lib/every-incident.ts';
import {skipsUpTo} from '../lib/skips-of.ts';

/** What a report is read from. */
export interface ReportSource {
  readonly store: Pick<Store, 'page' | 'mark'>;
  readonly settings: Settings;
  readonly runbooks: readonly Runbook[];
  readonly actions: readonly Action[];
}

/** What a report is asked about. */
export interface ReportAsked {
  /** Epoch ms; the report ends at `now`. */
  readonly from: number;
  readonly now: number;
  /** Only this project, by its id. */
  readonly project?: string;
}

/**
 * Reads the store from end to end, a page at a time, and keeps of each incident only what a report goes by.
 * @throws StoreError when the store cannot be read.
 */
export async function readReport(
  {store, settings, runbooks, actions}: ReportSource,
  {from, now, project}: ReportAsked,
): Promise<Report> {
  const episodes: Episode[] = [];
  for await (const incident of everyIncident(store)) {
    // A run that began in time is of an incident that changed since.
    if (incident.work.changedAt >= from || incident.work.beganAt >= from) {
      episodes.push(...episodesOf(incident));
    }
  }
  const skips = await skipsUpTo(store, now);
  return reportOf(episodes, {
    settings,
    runbooks: runbooks.map(one => knownRunbook(one, actions)),
    // What was opened in this very millisecond is in it.
    period: {from, until: now + 1, keptFrom: now - closedIncidentKept},
    ...(project === undefined ? {} : {project}),
    skips: skips.filter(one => one.lastAt >= from),
  });
}

function knownRunbook({manifest}: Runbook, actions: readonly Action[]): KnownRunbook {
  const ids = manifest.actions;
  const known = actions.map(one => one.manifest).filter(one => ids.includes(one.id));
  return {id: manifest.id, actions: known.map(({id, risk}) => ({id, risk}))};
}
