/**
 * The newest items whose sizes together stay within `room`, oldest first: when a history does not
 * fit, its end is what people need.
 */
export function newestThatFit<Item>(
  items: readonly Item[],
  room: number,
  size: (item: Item) => number,
): readonly Item[] {
  let left = room;
  const misfit = items.findLastIndex(item => {
    left -= size(item);
    return left < 0;
  });
  return items.slice(misfit + 1);
}
