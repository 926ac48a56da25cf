import type {Project} from '../../core/config/settings.ts';
import {incidentKey} from '../../core/detection/finding.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {explains} from '../../core/lifecycle/explanation.ts';
import {type Deps, runbookById} from '../lib/context.ts';

/**
 * The incident that explains a sign: it sits where a causing runbook would have to see it, has not ended,
 * and live state said of it that it breaks the sign's very target. The most basic one is asked first.
 */
export async function explainingCause(
  deps: Pick<Deps, 'runbooks' | 'store'>,
  {causes, target}: Pick<Incident, 'causes' | 'target'>,
  project: Project,
): Promise<Incident | undefined> {
  for (const runbook of causes) {
    const places = runbookById(deps, runbook).suspects(project, target);
    for (const key of new Set(places.map(place => incidentKey({runbook, target: place})))) {
      const found = await deps.store.latest(key);
      if (found !== undefined && explains(found, target)) return found;
    }
  }
  return undefined;
}
