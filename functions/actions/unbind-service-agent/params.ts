import {actionKind} from '../../core/contract/action.ts';
import {exactly} from '../../core/lib/schema.ts';
import {projectNumberParam, projectParam} from '../name-params.ts';

/** The project whose policy is changed, and whose agent loses its role there. */
export const unbindServiceAgentKind = actionKind(
  'unbind-service-agent',
  exactly({project: projectParam, fleetNumber: projectNumberParam}),
);
