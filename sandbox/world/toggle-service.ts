import {serviceBegan, serviceEnded} from '../entries/audit.ts';
import type {Operation, Project, World} from './world.ts';

/**
 * Switches a service on or off at a time. The audit log has entries of the call, now, and of its end.
 * `dependents` go off with it: only the end of the call tells.
 */
export function toggleService(
  world: World,
  project: Project,
  service: string,
  how: {
    readonly kind: Operation['kind'];
    readonly now: number;
    readonly at: number;
    readonly operation: string;
    readonly principal: string;
    readonly dependents?: readonly string[];
  },
): void {
  const {kind, now, at, operation, principal, dependents = []} = how;
  const all = [service, ...dependents];
  const to = kind === 'Enable' ? 'ENABLED' : 'DISABLED';
  for (const one of all) project.services.set(one, {to, at});
  const call = {project: project.id, number: project.number, service, kind, principal, operation};
  world.entries.push(...serviceBegan(call, now));
  const run = (then: number) => {
    world.entries.push(...serviceEnded(call, all, then));
  };
  world.later = [...world.later, {at, run}];
}
