import {isInScope} from '../config/project-scope.ts';
import {findProject, type Route, type Settings} from '../config/settings.ts';
import type {Incident} from '../incident/incident.ts';
import type {About} from '../ports/message.ts';
import {escalatedSteps} from './escalation.ts';

/** What decides where an incident is told. */
export type RouteFacts = Pick<About, 'runbook' | 'target' | 'state' | 'escalated'>;

/** The same of a stored incident. */
export function routeFacts(incident: Incident): RouteFacts {
  const {runbook, target, state} = incident;
  return {runbook, target, state, escalated: escalatedSteps(incident)};
}

/** The first route that matches; undefined: it goes where everything else goes. */
export function routeOf(
  settings: Pick<Settings, 'routes' | 'projects'>,
  {runbook, target: {project}, state}: RouteFacts,
): Route | undefined {
  const place = findProject(settings, project);
  return settings.routes?.find(
    one =>
      isInScope(one, project, place) &&
      (one.runbook ?? runbook) === runbook &&
      (one.states?.includes(state) ?? true),
  );
}
