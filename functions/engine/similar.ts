import type {Incident} from '../core/incident.ts';
import type {SimilarCount} from '../core/ports.ts';
import {type Deps, runbookById} from './deps.ts';

/** The stretch of history that a message counts over. */
export const similarMinutes = 15;

/**
 * Counts like entries in Cloud Logging's history. Context only: without an answer the message goes
 * without the figure.
 */
export async function countSimilar(
  deps: Deps,
  incident: Incident,
): Promise<SimilarCount | undefined> {
  const {filter} = runbookById(deps, incident.runbook).manifest;
  try {
    return await deps.history.count(incident.target.project, filter, similarMinutes);
  } catch (error) {
    deps.log.warn('similar entries could not be counted', {
      incident: incident.id,
      error: error instanceof Error ? error.message : 'unknown',
    });
    return undefined;
  }
}
