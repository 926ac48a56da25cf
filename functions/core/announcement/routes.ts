import type {Route} from '../config/settings.ts';
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
export function routeOf(routes: readonly Route[], facts: RouteFacts): Route | undefined {
  return routes.find(
    ({project, runbook, states}) =>
      (project === undefined || project === facts.target.project) &&
      (runbook === undefined || runbook === facts.runbook) &&
      (states === undefined || states.includes(facts.state)),
  );
}
