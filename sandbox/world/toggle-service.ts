import {serviceBegan, serviceEnded} from '../entries/audit.ts';
import type {Operation, Project, World} from './world.ts';

/**
 * Switches services on or off at a time, several by one call (`batch`). The audit log has entries of the call,
 * now, and of its end. `dependents` go off with them: only the end of the call tells.
 */
export function toggleService(
  world: World,
  project: Project,
  services: readonly string[],
  how: {
    readonly kind: Operation['kind'];
    readonly batch?: boolean;
    readonly now: number;
    readonly at: number;
    readonly operation: string;
    readonly principal: string;
    readonly dependents?: readonly string[];
  },
): void {
  const {kind, batch = false, now, at, operation, principal, dependents = []} = how;
  const all = [...services, ...dependents];
  const to = kind === 'Enable' ? 'ENABLED' : 'DISABLED';
  for (const one of all) project.services.set(one, {to, at});
  const {id, number} = project;
  const call = {project: id, number, services, batch, kind, principal, operation};
  world.entries.push(...serviceBegan(call, now));
  const run = (then: number) => {
    world.entries.push(...serviceEnded(call, all, then));
  };
  world.later = [...world.later, {at, run}];
}
