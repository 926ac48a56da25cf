import {StoreError} from '../../core/lib/error.ts';
import {advance} from '../remediate/advance.ts';
import {answeredNow} from '../remediate/answer-inbox.ts';
import {saidOf} from '../remediate/word-inbox.ts';
import type {Deps} from '../lib/context.ts';
import {sideBySide} from '../lib/concurrency.ts';
import {orderOfWork} from './order-of-work.ts';
import {dueAt, explainedBy, type Incident, standing} from '../../core/incident/incident.ts';

/** A sweep advances at most so many. */
const batch = 50;
/**
 * Among so many of the longest due it chooses: what comes behind a flood of invented clusters has to be among them.
 * Each is a billed read of Firestore, and only a flood has so many.
 */
const looked = 50_000;

/** What a sweep did. */
export interface Swept {
  readonly advanced: number;
  readonly busy: number;
  readonly failed: number;
}

/**
 * Advances incidents that a person has answered or said something of, then those that are due, in the order of `orderOfWork`, a
 * few side by side. One that fails does not hold up the others; it stays due and the next sweep finds it.
 * @param width how many side by side; absent: as usual.
 */
export async function sweep(deps: Deps, width?: number): Promise<Swept> {
  const answered = (await answersFirst(deps)).slice(0, batch);
  const due = await deps.store.due(deps.clock.now(), looked);
  const others = await orderOfWork(deps, due, batch - answered.length);
  const counts = {advanced: 0, busy: 0, failed: 0};
  await sideBySide(
    [...new Set([...answered, ...others])],
    async id => {
      try {
        const done = await advance(deps, id);
        counts[done.kind === 'advanced' ? 'advanced' : 'busy'] += 1;
      } catch (error) {
        counts.failed += 1;
        deps.log.error('an incident could not be advanced', {
          incident: id,
          error: error instanceof Error ? error.message : String(error),
        });
      }
    },
    width,
  );
  return counts;
}

/** What a person has answered; without the guard's store the others are looked at all the same. */
async function answersFirst(deps: Deps): Promise<readonly string[]> {
  try {
    return await saidNow(deps);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    deps.log.error('answers wait: the store that holds them does not answer', {
      error: error.message,
    });
    return [];
  }
}

/** The incidents that a person has answered or said something of, and that can take it up now. */
async function saidNow(deps: Deps): Promise<readonly string[]> {
  const said = await Promise.all([answeredNow(deps), saidOf(deps)]);
  return [...new Set(said.flat())];
}

/** True when only a person, or nobody, can move an incident on. */
export function settled(incident: Incident): boolean {
  return standing(incident.state) !== 'open' || dueAt(incident) === undefined;
}

/** Whether a sign is looked at anew, because what explained it is over and no person was handed it. */
function outlives(sign: Incident, all: readonly Incident[]): boolean {
  const by = explainedBy(sign);
  if (by === undefined || sign.work.nextLook === undefined) return false;
  const cause = all.find(one => one.id === by);
  return cause === undefined || (standing(cause.state) === 'closed' && cause.state !== 'failed');
}

/**
 * Sweeps until nothing is due right now: a dry run does not wait for a world that it does not
 * change.
 * @returns all incidents of the store, oldest first.
 */
export async function settleDry(deps: Deps): Promise<readonly Incident[]> {
  while (await isAnythingDue(deps)) await sweep(deps);
  return deps.store.all();
}

async function isAnythingDue(deps: Deps): Promise<boolean> {
  const due = await deps.store.due(deps.clock.now(), 1);
  return due.length > 0 || (await saidNow(deps)).length > 0;
}

/** An announcement that is tried again this soon is waited for. */
const tellSeconds = 60;

/** What somebody else, a person, does is looked for this often. */
const askSeconds = 15;

/** How long to go on. */
export interface RunOptions {
  /** Ends the run after what is under way. */
  readonly signal?: AbortSignal;
  /** `settled`: until only a person can move what is left; `over`: until nothing is left. */
  readonly until?: 'settled' | 'over';
}

/**
 * Sweeps until every incident is settled and told, or over, sleeping until the next one is due.
 * @returns all incidents of the store, oldest first.
 */
export async function runUntilSettled(
  deps: Deps,
  {signal, until = 'settled'}: RunOptions = {},
): Promise<readonly Incident[]> {
  for (;;) {
    await sweep(deps);
    const answered = await saidNow(deps);
    const all = await deps.store.all();
    const now = deps.clock.now();
    const soon = now + deps.timing.seconds(tellSeconds);
    const waiting = all.filter(
      one =>
        !settled(one) ||
        (until === 'over' && standing(one.state) === 'parked') ||
        answered.includes(one.id) ||
        outlives(one, all) ||
        (one.outbox.dueAt ?? Infinity) <= soon,
    );
    if (waiting.length === 0 || signal?.aborted === true) return all;
    const next = Math.min(
      ...waiting.map(one =>
        answered.includes(one.id) ? now : Math.max(dueAt(one) ?? now, one.lease?.until ?? 0),
      ),
    );
    const latest = until === 'over' ? now + deps.timing.seconds(askSeconds) : Infinity;
    await deps.clock.sleep(Math.max(Math.min(next, latest) - now, 5), signal);
  }
}
