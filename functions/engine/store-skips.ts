import {dayOf, skipMark, type Skips, withSkips} from '../core/skips.ts';
import type {Deps} from './deps.ts';

/** Writes that are tried when other instances are faster; then the next flush brings the rest. */
const triesLimit = 4;

/**
 * Adds what an instance has skipped to the day's mark, which `explain` reads. It never throws: why an
 * entry was skipped is not worth another delivery.
 * @returns whether it is stored.
 */
export async function storeSkips({store, clock, log}: Deps, skips: Skips): Promise<boolean> {
  if (skips.size === 0) return true;
  const day = dayOf(clock.now());
  const name = skipMark(day);
  try {
    for (let tries = 0; tries < triesLimit; tries += 1) {
      const mark = await store.mark(name);
      const value = withSkips(mark?.value, day, skips);
      const version = (mark?.version ?? 0) + 1;
      if ((await store.setMark({name, version, value})) === 'stored') return true;
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    log.warn('what was skipped could not be stored', {error: said});
  }
  return false;
}
