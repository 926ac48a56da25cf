/** So many incidents are worked on side by side. */
const usualWidth = 4;

/**
 * Works on all items, `width` of them side by side; the first error ends it once those under way are done.
 */
export async function sideBySide<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  width = usualWidth,
): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({length: width}, worker));
}
