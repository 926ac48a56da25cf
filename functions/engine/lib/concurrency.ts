import {forEachConcurrently} from '../../core/lib/promises.ts';

/** So many incidents are worked on side by side. */
const usualWidth = 4;

/** Works on all items, `width` of them side by side; see `forEachConcurrently`. */
export function sideBySide<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  width = usualWidth,
): Promise<void> {
  return forEachConcurrently(items, width, work);
}
