import {actionKind} from '../../core/contract/action.ts';
import {exactly} from '../../core/lib/schema.ts';
import {labelParam, projectParam} from '../name-params.ts';

/** A membership of a fleet, `location` being its own, and the cluster that it stands for. */
export const setIssuerKind = actionKind(
  'set-issuer',
  exactly({
    project: projectParam,
    cluster: labelParam,
    clusterLocation: labelParam,
    fleet: projectParam,
    location: labelParam,
    membership: labelParam,
  }),
);
