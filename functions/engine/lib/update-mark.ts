import type {JsonObject} from '../../core/lib/json.ts';
import type {Mark, Store} from '../../core/ports/ports.ts';
import {StaleError} from './compare-and-set.ts';

/** Other writers may be faster this often; with more of them, something else is wrong. */
const usualTries = 10;

/** What an edit makes of a mark. Without `value` nothing is written. */
export interface MarkEdit<T> {
  readonly value?: JsonObject;
  /** The caller's answer, once the value is stored. */
  readonly result: T;
}

/**
 * Reads, changes and writes a mark until nobody was faster. `edit` sees the newest value each time,
 * `undefined` where there is no mark yet, so it must have no effects of its own.
 * @returns the result of the edit that was stored, or that asked for no write.
 * @throws StaleError after `tries`, naming the mark; StoreError.
 */
export async function updateMark<T>(
  store: Pick<Store, 'mark' | 'setMark'>,
  name: string,
  edit: (value: Mark['value'] | undefined) => MarkEdit<T>,
  tries = usualTries,
): Promise<T> {
  for (let tried = 0; tried < tries; tried += 1) {
    const mark = await store.mark(name);
    const {value, result} = edit(mark?.value);
    if (value === undefined) return result;
    const next = {name, version: (mark?.version ?? 0) + 1, value};
    if ((await store.setMark(next)) === 'stored') return result;
  }
  throw new StaleError(
    `the mark ${name}: ${tries} other writers were faster, nothing was written; try again`,
  );
}

/** For `catch`: an answer in the place of a StaleError, for callers who can do without the write. */
export function whenContended<T>(answer: T): (error: unknown) => T {
  return error => {
    if (error instanceof StaleError) return answer;
    throw error;
  };
}
