import {errorText} from '../../core/lib/error.ts';
import type {JsonObject} from '../../core/lib/json.ts';
import {dayOf, skipMark, type Skips, withSkips} from '../../core/lifecycle/skip-counters.ts';
import type {Deps} from '../lib/context.ts';
import {updateMark, whenContended} from '../lib/update-mark.ts';

/** Writes that are tried when other instances are faster; then the next flush brings the rest. */
const triesLimit = 4;

/**
 * Adds what an instance has skipped to the day's mark, which `explain` reads. It never throws: why an
 * entry was skipped is not worth another delivery.
 * @returns whether it is stored.
 */
export async function flushSkips(
  {store, clock, log}: Pick<Deps, 'store' | 'clock' | 'log'>,
  skips: Skips,
): Promise<boolean> {
  if (skips.size === 0) return true;
  const day = dayOf(clock.now());
  try {
    const edit = (value: JsonObject | undefined) => ({
      value: withSkips(value, day, skips),
      result: true,
    });
    return await updateMark(store, skipMark(day), edit, triesLimit).catch(whenContended(false));
  } catch (error) {
    log.warn('what was skipped could not be stored', {error: errorText(error)});
    return false;
  }
}
