import {serviceEntry} from './entries/audit.ts';
import type {Operation, Project, World} from './world.ts';

/** Switches a service on or off at a time, and lets the audit entry appear then. */
export function switchService(
  world: World,
  project: Project,
  service: string,
  how: {
    readonly kind: Operation['kind'];
    readonly at: number;
    readonly operation: string;
    readonly principal: string;
  },
): void {
  const {kind, operation, principal} = how;
  project.services.set(service, {to: kind === 'Enable' ? 'ENABLED' : 'DISABLED', at: how.at});
  const {id, number} = project;
  const run = (now: number) => {
    world.entries.push(
      serviceEntry({project: id, number, service, kind, principal, operation, now}),
    );
  };
  world.later = [...world.later, {at: how.at, run}];
}
