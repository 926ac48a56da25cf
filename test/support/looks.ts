import type {KeptLook} from '../../functions/core/looks/kept-look.ts';
import {dayOf, readLookPage} from '../../functions/core/looks/look-page.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';

/** The looks that a store has kept of the last `days`, the oldest first. */
export async function keptLooks(
  {store, clock}: Pick<Deps, 'store' | 'clock'>,
  days = 2,
): Promise<readonly KeptLook[]> {
  const today = dayOf(clock.now());
  const looks: KeptLook[] = [];
  for (let day = today - days; day <= today; day += 1) {
    for (const page of await store.lookPages(day)) {
      looks.push(...(readLookPage(page.value)?.looks ?? []));
    }
  }
  return looks;
}
