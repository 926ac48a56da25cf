import {actionKind} from '../../core/contract/action.ts';
import {exactly, someText} from '../../core/lib/schema.ts';

/** A membership of a fleet, `location` being its own, and the cluster that it stands for. */
export const setIssuerKind = actionKind(
  'set-issuer',
  exactly({
    project: someText,
    cluster: someText,
    clusterLocation: someText,
    fleet: someText,
    location: someText,
    membership: someText,
  }),
);
