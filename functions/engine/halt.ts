import type {JsonObject} from '../core/json.ts';
import {type Pause, paused, pauseIn, pauseMark, unpaused} from '../core/pause.ts';
import type {Deps} from './deps.ts';
import type {Reason} from '../core/reason.ts';
import {change, StaleError} from './save.ts';

const triesLimit = 10;

/** Stops every change of every instance, from its next decision on. @throws StoreError, StaleError. */
export async function pauseAll(deps: Pick<Deps, 'store' | 'log'>, pause: Pause): Promise<void> {
  await write(deps, paused(pause));
  deps.log.info('paused', {by: pause.by, reason: pause.reason});
}

/**
 * Ends the pause, and has what it held looked at again now.
 * @returns the pause that was ended; undefined: there was none.
 */
export async function unpauseAll(deps: Deps, by: string): Promise<Pause | undefined> {
  const {store, clock, log} = deps;
  const now = clock.now();
  const held = pauseIn((await store.mark(pauseMark))?.value, now);
  if (held === undefined) return undefined;
  await write(deps, unpaused(by, now));
  log.info('unpaused', {by});
  await wake(deps, reason => reason.kind === 'paused');
  return held;
}

/** Has parked incidents with such a reason looked at now. */
export async function wake(
  {store, clock}: Pick<Deps, 'store' | 'clock'>,
  holds: (reason: Reason) => boolean,
): Promise<void> {
  const now = clock.now();
  for (const {id, reason} of await store.open()) {
    if (!holds(reason)) continue;
    await change(store, id, it => (holds(it.reason) ? {...it, work: {...it.work, nextLook: now}} : it));
  }
}

async function write({store}: Pick<Deps, 'store'>, value: JsonObject): Promise<void> {
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const mark = await store.mark(pauseMark);
    const next = {name: pauseMark, version: (mark?.version ?? 0) + 1, value};
    if ((await store.setMark(next)) === 'stored') return;
  }
  throw new StaleError(`the pause: ${triesLimit} others were faster; try again`);
}
