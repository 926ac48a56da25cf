import {isBacklog} from '../../core/lifecycle/backlog.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {similarMinutes, isTellable} from '../../core/announcement/incident-message.ts';
import {type Deps, runbookById} from '../lib/context.ts';

/**
 * Adds how many like entries Cloud Logging has of late, once, before people are told for the first
 * time. Context only: it waits for the repair, and without an answer the message goes without it.
 */
export async function countSimilar(
  deps: Pick<Deps, 'runbooks' | 'history' | 'channels' | 'log'>,
  incident: Incident,
): Promise<Incident> {
  const due = isTellable(incident) && incident.outbox.similar === undefined && !isBacklog(incident);
  if (!due || Object.keys(incident.outbox.channels).length > 0 || deps.channels.length === 0)
    return incident;
  const {filter} = runbookById(deps, incident.runbook).manifest;
  // No entry is like a problem that no log announces.
  if (filter === undefined) return incident;
  try {
    const project = incident.intake.evidence[0]?.project ?? incident.target.project;
    const similar = await deps.history.count(project, filter, similarMinutes);
    return {...incident, outbox: {...incident.outbox, similar}};
  } catch (error) {
    deps.log.warn('similar entries could not be counted', {
      incident: incident.id,
      error: error instanceof Error ? error.message : 'unknown',
    });
    return incident;
  }
}
