/** Works on all items, so many at a time; an error is thrown when none is under way any more. */
export async function sideBySide<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({length: width}, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
