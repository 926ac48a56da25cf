import {randomBytes} from 'node:crypto';
import {setTimeout as wait} from 'node:timers/promises';
import type {Clock} from '../core/ports/ports.ts';

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

/** Uniform in [0, 1): for jitter and names, not for secrets. */
export function systemRandom(): number {
  return Math.random();
}

/** 128 bits that nobody can guess, as 32 hex digits. */
export function systemToken(): string {
  return randomBytes(16).toString('hex');
}
