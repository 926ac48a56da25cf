import type {Took} from './action.ts';
import {CallError, passes} from './error.ts';
import type {OperationFact} from './facts.ts';

/**
 * What an operation says of a change that the world does not show: it only tells a delay from a
 * failure. One that may not be read, or is forgotten, tells nothing: the world will.
 * @param name what the write returned; undefined: nothing is under way.
 */
export async function untilShown(
  name: string | undefined,
  read: (name: string) => Promise<OperationFact>,
): Promise<Exclude<Took, 'took'>> {
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
