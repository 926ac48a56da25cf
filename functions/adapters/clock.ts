import {setTimeout as wait} from 'node:timers/promises';
import type {Clock} from '../core/ports.ts';

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await wait(milliseconds, undefined, signal === undefined ? {} : {signal});
    } catch {
      // The signal ended the wait; the caller looks at the signal.
    }
  },
};
