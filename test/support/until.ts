import {setTimeout as sleep} from 'node:timers/promises';

const everyMs = 15;
const usualTries = 400;

/**
 * Looks again and again until there is something to see, and returns it.
 * @throws Error with what was awaited, and with `shown`, when it does not come.
 */
export async function until<T>(
  awaited: string,
  look: () => T | undefined | Promise<T | undefined>,
  shown: () => unknown = () => undefined,
  tries = usualTries,
): Promise<T> {
  for (let count = 0; count < tries; count += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(everyMs);
  }
  throw new Error(`never came: ${awaited}; instead: ${JSON.stringify(await shown())}`);
}

/** For `until`: a condition in the place of a value. */
export function when(condition: boolean): true | undefined {
  return condition ? true : undefined;
}
