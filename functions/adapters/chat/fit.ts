/**
 * The newest items whose sizes together stay within `room`, at most `most`, oldest first: when a
 * history does not fit, its end is what people need.
 */
export function newestThatFit<Item>(
  items: readonly Item[],
  room: number,
  most: number,
  size: (item: Item) => number,
): readonly Item[] {
  let left = room;
  let from = items.length;
  while (from > 0 && items.length - from < most) {
    const item = items[from - 1];
    if (item === undefined || size(item) > left) break;
    left -= size(item);
    from -= 1;
  }
  return items.slice(from);
}
