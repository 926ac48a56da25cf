import {actionKind} from '../../core/contract/action.ts';
import {exactly} from '../../core/lib/schema.ts';
import {labelParam, projectParam} from '../name-params.ts';

/** A membership of a fleet, and the project of its cluster. */
export const manageMeshKind = actionKind(
  'manage-mesh',
  exactly({
    project: projectParam,
    fleet: projectParam,
    location: labelParam,
    membership: labelParam,
  }),
);
