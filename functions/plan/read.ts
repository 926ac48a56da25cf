import type {PlannedChange} from '../core/planned/change.ts';

/** What a plan or manifests say. */
export interface Read {
  readonly changes: readonly PlannedChange[];
  /** How many resources there are in all. */
  readonly resources: number;
  /** Addresses of resources with which something is to happen that this version does not know. */
  readonly unread: readonly string[];
}
