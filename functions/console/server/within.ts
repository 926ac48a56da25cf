import {StoreError} from '../../core/lib/error.ts';
import type {Clock} from '../../core/ports/ports.ts';

/** A page waits so long for the store; whoever looks learns then that it does not answer. */
export const patienceSeconds = 4;

/** The answer of the store, if it comes in time. @throws StoreError. */
export async function within<T>(
  clock: Pick<Clock, 'sleep'>,
  work: Promise<T>,
  milliseconds = patienceSeconds * 1000,
): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([
      work,
      clock.sleep(milliseconds, over.signal).then(() => {
        throw new StoreError(`the store gave no answer within ${milliseconds / 1000} s`);
      }),
    ]);
  } finally {
    over.abort();
    // Nobody waits for it any more.
    work.catch(() => undefined);
  }
}
