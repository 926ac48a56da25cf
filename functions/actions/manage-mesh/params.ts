import {actionKind} from '../../core/contract/action.ts';
import {exactly, someText} from '../../core/lib/schema.ts';

/** A membership of a fleet, and the project of its cluster. */
export const manageMeshKind = actionKind(
  'manage-mesh',
  exactly({project: someText, fleet: someText, location: someText, membership: someText}),
);
