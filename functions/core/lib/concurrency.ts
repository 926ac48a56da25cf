/**
 * Works on all items, at most `width` of them at a time, taken in order. The first error rejects at
 * once and ends its own lane; the other lanes go on.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const lane = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({length: width}, lane));
}
