import type {Took} from '../core/contract/action.ts';
import {CallError, passes} from '../core/lib/error.ts';
import type {OperationFact} from '../core/facts/cloud.ts';

/**
 * Whether a change took that is made by an operation. The world decides; where it does not show the change,
 * the operation only tells a delay from a failure. One that may not be read, or is forgotten, tells nothing:
 * the world will.
 * @param name what the write returned; undefined: nothing is under way.
 */
export async function untilShown(
  isShown: boolean,
  name: string | undefined,
  read: (name: string) => Promise<OperationFact>,
): Promise<Took> {
  if (isShown) return 'took';
  if (name === undefined) return 'not-taken';
  try {
    const {kind} = await read(name);
    switch (kind) {
      case 'running':
        return 'pending';
      case 'done':
      case 'failed':
        return 'not-taken';
    }
  } catch (error) {
    if (error instanceof CallError && !passes(error.facts.failure)) return 'pending';
    throw error;
  }
}
