import {setTimeout as sleep} from 'node:timers/promises';

const everyMs = 15;
/** Shorter than a test may take, so that it says what never came; milliseconds. */
const usualPatienceMs = 25_000;

/**
 * Looks again and again until there is something to see, neither undefined nor false, and returns it.
 * @throws Error with what was awaited, and with `shown`, when it does not come in time.
 */
export async function until<T>(
  awaited: string,
  look: () => T | Promise<T>,
  shown: () => unknown = () => undefined,
  patienceMs = usualPatienceMs,
): Promise<Exclude<T, undefined | false>> {
  const end = performance.now() + patienceMs;
  do {
    const seen = await look();
    // TypeScript takes nothing out of a type parameter.
    if (seen !== undefined && seen !== false) return seen as Exclude<T, undefined | false>;
    await sleep(everyMs);
  } while (performance.now() < end);
  throw new Error(`never came: ${awaited}; instead: ${JSON.stringify(await shown())}`);
}

/** For `until`: a condition in the place of a value. */
export function when(condition: boolean): true | undefined {
  return condition ? true : undefined;
}
