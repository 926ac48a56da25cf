import {actionKind} from '../../core/contract/action.ts';
import {exactly} from '../../core/lib/schema.ts';
import {labelParam, projectParam} from '../name-params.ts';

/** A cluster; its pool is the one of its project. */
export const setWorkloadPoolKind = actionKind(
  'set-workload-pool',
  exactly({project: projectParam, location: labelParam, cluster: labelParam}),
);
