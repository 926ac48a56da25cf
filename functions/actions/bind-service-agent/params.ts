import {actionKind} from '../../core/contract/action.ts';
import {exactly} from '../../core/lib/schema.ts';
import {projectNumberParam, projectParam} from '../name-params.ts';

/** The project whose policy is changed, and whose agent is bound there. */
export const bindServiceAgentKind = actionKind(
  'bind-service-agent',
  exactly({
    project: projectParam,
    fleetNumber: projectNumberParam,
  }),
);
