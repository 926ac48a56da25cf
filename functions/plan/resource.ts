import type {PlannedChange, Replaced, Sides, Written} from '../core/planned/change.ts';
import type {Attributes} from './attributes.ts';

/** One resource of a plan or of manifests, before anything of it is understood. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
  readonly replaced: Replaced;
  readonly changes: boolean;
  readonly desiredOnly: boolean;
  readonly written?: Written;
}

/** Understands resources of one type; empty: it is none of the mesh's. */
export type Understand = (resource: Resource) => readonly PlannedChange[];

/** What every change takes over from its resource. */
export function named({
  address,
  written,
  changes,
  desiredOnly,
}: Resource): Pick<Resource, 'address' | 'written' | 'changes' | 'desiredOnly'> {
  return {address, changes, desiredOnly, ...(written && {written})};
}

/** Both sides of a resource, each understood by the same function; undefined: the side is none of ours. */
export function sides<T>(
  {before, after, replaced}: Resource,
  understand: (one: Attributes) => T | undefined,
): Sides<T> {
  return {
    before: before && understand(before),
    after: after && understand(after),
    replaced,
  };
}

/** Whether anything of a resource is ours. */
export function isOurs({before, after}: Sides<unknown>): boolean {
  return before !== undefined || after !== undefined;
}
