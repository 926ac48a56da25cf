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
  await Promise.all(Array.from({length: Math.min(width, items.length)}, lane));
}

/**
 * A value that is there, or comes later: of a storm most entries need nothing but memory, and are answered in the turn in which
 * they came.
 */
export type MaybePromise<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is there, else when it comes. */
export function follow<Value, Next>(
  soon: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
): MaybePromise<Next> {
  return soon instanceof Promise ? soon.then(next) : next(soon);
}

/**
 * Begins what is likely to be needed, beside what comes before it. Its failure is told to whoever waits for it, and to nobody
 * else.
 */
export function begun<Value>(work: () => Promise<Value>): Promise<Value> {
  const soon = work();
  soon.catch(() => undefined);
  return soon;
}
