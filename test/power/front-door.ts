import {writeSync} from 'node:fs';
import {setImmediate, setTimeout} from 'node:timers/promises';
import {readEnv} from '../../functions/adapters/env.ts';
import type {Durable} from '../../functions/core/ports/ports.ts';
import {openStores, type Stores} from '../../functions/wiring/open-store.ts';
import {safeFirst} from '../../functions/wiring/safe-first.ts';
import {googleDeps} from '../support/google.ts';
import {linesOf, type Written} from './writes.ts';

/** The embedded store in a file, as the product opens it. */
export function openFile(path: string): Promise<Stores> {
  return openStores({settings: {store: {sqlite: path}}, env: readEnv({}), google: googleDeps()});
}

/** Where it is said that something was written: whoever has heard it rests on it. */
export interface Outside {
  acknowledge(written: readonly Written[]): Promise<void>;
}

/** Past any buffer of this process, and at once. */
export const outside: Outside = {
  acknowledge(written) {
    if (written.length > 0) writeSync(1, linesOf(written));
    return Promise.resolve();
  },
};

/** The same behind what the product keeps everything outside behind. */
export function safelyOutside(store: Durable): Outside {
  return safeFirst(() => store.synced(), outside);
}

/** Lets others of this process go on, for a turn or up to three milliseconds. */
export async function pause(random: () => number): Promise<void> {
  await (random() < 0.5 ? setImmediate() : setTimeout(random() * 3));
}
