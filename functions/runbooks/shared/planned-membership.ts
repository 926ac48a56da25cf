import type {PlannedPlace} from '../../core/contract/danger.ts';
import type {MembershipSide} from '../../core/planned/change.ts';

/** Where problems of a membership sit: in its cluster where the plan names it, else in the fleet. */
export function plannedMembership({
  project,
  location,
  membership,
  cluster,
}: Pick<MembershipSide, 'project' | 'location' | 'membership' | 'cluster'>): PlannedPlace {
  return cluster === undefined ? {project, location, membership} : {...cluster};
}
