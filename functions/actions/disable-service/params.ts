import {actionKind} from '../../core/contract/action.ts';
import {exactly} from '../../core/lib/schema.ts';
import {projectParam, serviceParam} from '../name-params.ts';

/** One API, and the project where it is turned off. */
export const disableServiceKind = actionKind(
  'disable-service',
  exactly({project: projectParam, service: serviceParam}),
);
