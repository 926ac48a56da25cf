import {setTimeout as sleep} from 'node:timers/promises';
import {eventName} from './fleets.ts';
import {monotonicMs} from './heard-posts.ts';
import {percentile} from '../figures/percentile.ts';
import type {StandIn} from './stand-in.ts';
import type {Running} from './programs/subject.ts';

/** Events by number, from `first` on. */
export interface Batch {
  readonly first: number;
  readonly count: number;
  /** So many a second whatever becomes of them; absent: all at once. */
  readonly perSecond?: number;
  /** Who has no post after so long has lost it. */
  readonly patienceMs: number;
}

/** What became of a batch. */
export interface Outcome {
  /** From an event's sending to its first post, of those that have one. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From the first event's sending to the last first post. */
  readonly wholeMs: number;
  /** Events without a post. */
  readonly lost: number;
}

/** Sends a batch and waits for the first post about each event. @throws Error when an event is not taken. */
export async function load(running: Running, standIn: StandIn, batch: Batch): Promise<Outcome> {
  const {first, count, perSecond, patienceMs} = batch;
  await standIn.begin();
  const began = monotonicMs();
  const sentAt = new Map<string, number>();
  const answers: Promise<void>[] = [];
  const failures: Error[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = perSecond === undefined ? 0 : began + (index * 1000) / perSecond - monotonicMs();
    if (due > 0) await sleep(due);
    sentAt.set(eventName(first + index), monotonicMs());
    // A refusal is told behind the batch: whoever sends does not wait for answers.
    const answer = running.send(first + index).catch((error: unknown) => {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    });
    answers.push(answer);
  }
  await until(
    patienceMs,
    running,
    async () => failures.length > 0 || (await standIn.look()).posted >= count,
  );
  const [failed] = failures;
  if (failed !== undefined) throw failed;
  const posts = await standIn.firstPosts();
  const took = [...sentAt].flatMap(([event, at]) => {
    const posted = posts.get(event);
    return posted === undefined ? [] : [posted - at];
  });
  const last = Math.max(...[...sentAt.keys()].map(event => posts.get(event) ?? began));
  return {
    p50Ms: percentile(took, 50),
    p99Ms: percentile(took, 99),
    wholeMs: last - began,
    lost: count - took.length,
  };
}

/** Waits until nobody asks the stand-in for anything for a while. */
export async function quiet(running: Running, standIn: StandIn): Promise<void> {
  const enough = 400;
  await until(30_000, running, async () => monotonicMs() - (await standIn.look()).lastAt > enough);
}

async function until(
  patienceMs: number,
  {spawned}: Running,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const end = monotonicMs() + patienceMs;
  while (!(await isDone()) && monotonicMs() < end) {
    spawned.alive();
    await sleep(20);
  }
}
