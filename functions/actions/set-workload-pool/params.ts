import {actionKind} from '../../core/contract/action.ts';
import {exactly, someText} from '../../core/lib/schema.ts';

/** A cluster; its pool is the one of its project. */
export const setWorkloadPoolKind = actionKind(
  'set-workload-pool',
  exactly({project: someText, location: someText, cluster: someText}),
);
