import {type Pause, paused, pauseIn, pauseMark, unpaused} from '../../core/guard/pause.ts';
import type {Marks, Store} from '../../core/ports/ports.ts';
import type {Deps} from '../lib/context.ts';
import type {Reason} from '../../core/incident/reason.ts';
import {change, updateMark} from '../lib/compare-and-set.ts';
import {formerPause} from '../lib/pause-in-force.ts';

/** What ends a pause and wakes what it held. */
interface UnpauseDeps extends Pick<Deps, 'clock' | 'log'> {
  readonly guardStore: Marks;
  readonly store: Pick<Store, 'mark' | 'open' | 'read' | 'replace'>;
}

/** Stops every change of every instance, from its next decision on. @throws StoreError, StaleError. */
export async function pauseAll(
  {guardStore, log}: {readonly guardStore: Marks} & Pick<Deps, 'log'>,
  pause: Pause,
): Promise<void> {
  await updateMark(guardStore, pauseMark, () => ({value: paused(pause), result: undefined}));
  log.info('paused', {by: pause.by, reason: pause.reason});
}

/**
 * The same for a while, where none holds that lasts longer: nobody ends a pause by asking for a short one.
 * @returns the pause that holds now. @throws StoreError, StaleError.
 */
export async function pauseAtLeast(
  deps: Pick<UnpauseDeps, 'guardStore' | 'clock' | 'log'> & {
    readonly store: Pick<Store, 'mark'>;
  },
  pause: Pause & {readonly until: number},
): Promise<Pause> {
  const now = deps.clock.now();
  const former = await formerPause(deps);
  const holds = await updateMark(deps.guardStore, pauseMark, value => {
    const known = pauseIn(value ?? former?.value, now);
    const isLonger = known !== undefined && (known.until ?? Infinity) >= pause.until;
    return isLonger ? {result: known} : {value: paused(pause), result: pause};
  });
  if (holds === pause) deps.log.info('paused', {by: pause.by, reason: pause.reason});
  return holds;
}

/**
 * Ends the pause, and has what it held looked at again now.
 * @returns the pause that was ended; undefined: there was none.
 */
export async function unpauseAll(deps: UnpauseDeps, by: string): Promise<Pause | undefined> {
  const {guardStore, clock, log} = deps;
  const now = clock.now();
  const former = await formerPause(deps);
  const held = await updateMark(guardStore, pauseMark, value => {
    const pause = pauseIn(value ?? former?.value, now);
    return pause === undefined ? {result: undefined} : {value: unpaused(by, now), result: pause};
  });
  if (held === undefined) return undefined;
  log.info('unpaused', {by});
  await wake(deps, reason => reason.kind === 'paused');
  return held;
}

/** Has parked incidents with such a reason looked at now. */
export async function wake(
  {store, clock}: Pick<UnpauseDeps, 'store' | 'clock'>,
  holds: (reason: Reason) => boolean,
): Promise<void> {
  const now = clock.now();
  for (const {id, reason} of await store.open()) {
    if (!holds(reason)) continue;
    await change(store, id, it =>
      holds(it.reason) ? {...it, work: {...it.work, nextLook: now}} : it,
    );
  }
}
