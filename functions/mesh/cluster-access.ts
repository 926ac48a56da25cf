import type {RegistrationFact} from '../core/facts/cloud.ts';
import type {Reach} from '../core/facts/kubernetes.ts';
import type {Look} from '../core/contract/runbook.ts';
import type {Project} from '../core/config/settings.ts';
import {isCalled} from './membership.ts';

/** Which membership of the fleet a cluster is. */
export function registrationOf(
  memberships: readonly RegistrationFact[],
  {project, target}: Pick<Look, 'project' | 'target'>,
): RegistrationFact | undefined {
  const found = memberships.filter(
    ({cluster}) =>
      cluster?.name === target.cluster &&
      isCalled(project, cluster?.project) &&
      (target.location === undefined || cluster?.location === target.location),
  );
  // Two candidates are a doubt, so neither is taken.
  return found.length === 1 ? found[0] : undefined;
}

/** How the cluster of a membership is reached. */
export function reachTo(fleet: Project, {location, membership, cluster}: RegistrationFact): Reach {
  return {
    fleet: fleet.id,
    fleetNumber: fleet.number,
    location,
    membership,
    collection: cluster === undefined ? 'memberships' : 'gkeMemberships',
  };
}
