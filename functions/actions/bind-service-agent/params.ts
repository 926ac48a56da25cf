import {actionKind} from '../../core/contract/action.ts';
import {exactly, matching, someText} from '../../core/lib/schema.ts';

/** The project whose policy is changed, and whose agent is bound there. */
export const bindServiceAgentKind = actionKind(
  'bind-service-agent',
  exactly({
    project: someText,
    fleetNumber: matching(/^\d+$/, "the number of the fleet's host project"),
  }),
);
