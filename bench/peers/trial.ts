import {setTimeout as sleep} from 'node:timers/promises';
import {eventName} from './fleets.ts';
import {monotonicMs} from './heard-posts.ts';
import {load, type Outcome, quiet} from './load.ts';
import type {StandIn} from './stand-in.ts';
import type {Place, Running, Subject} from './programs/subject.ts';

/** One load on a fresh process. */
export interface Load {
  readonly count: number;
  /** So many a second; absent: all at once. */
  readonly perSecond?: number;
}

/** What one process did. */
export interface Trial extends Outcome {
  /** From its start to its first post. */
  readonly startMs: number;
  /** The most that was resident. */
  readonly peakMib: number;
  /** Of the load's events: replies in their threads, and requests to Google for each event. */
  readonly repliesEach: number;
  readonly asksEach: number;
}

/** Sent first, measured by nobody: compilers and connections are warm then. */
const warming = {count: 40, perSecond: 20};
const readyWithinMs = 60_000;
/** Longer than the slowest diagnosis: whoever has not posted by then did not take it in earnest. */
const postWithinMs = 3_000;

/** Events that the largest trial needs. */
export function eventsFor(loads: readonly Load[]): number {
  return 1 + warming.count + Math.max(...loads.map(one => one.count));
}

/**
 * Starts a subject, warms it, gives it a load and stops it.
 * @throws Error when it ends, does not take an event, or asks for what the stand-in does not know.
 */
export async function trial(
  subject: Subject,
  standIn: StandIn,
  place: Place,
  {count, perSecond}: Load,
): Promise<Trial> {
  const running = await subject.start(place);
  try {
    const startMs = await firstPost(running, standIn);
    await quiet(running, standIn);
    const patienceMs = 180_000;
    await load(running, standIn, {first: 1, ...warming, patienceMs});
    await quiet(running, standIn);
    const first = 1 + warming.count;
    const rate = perSecond === undefined ? {} : {perSecond};
    const outcome = await load(running, standIn, {first, count, ...rate, patienceMs});
    // The thread comes behind the first post; a look at what it costs is taken when all is told.
    await quiet(running, standIn);
    const {replies, asked, unknown} = await standIn.look();
    const [odd] = unknown;
    if (odd !== undefined) throw new Error(`the stand-in does not know ${odd}`);
    const peakMib = await running.spawned.peak();
    return {startMs, peakMib, ...outcome, repliesEach: replies / count, asksEach: asked / count};
  } finally {
    await running.spawned.stop();
  }
}

/**
 * Sends event 0 until it is posted. That it was answered says little: some answer that they are about to start.
 * @returns milliseconds from the start of the process to the post.
 */
async function firstPost({spawned, send}: Running, standIn: StandIn): Promise<number> {
  const {startedAt} = spawned;
  const first = eventName(0);
  await standIn.begin();
  for (;;) {
    const isTaken = await send(0).then(
      () => true,
      () => false,
    );
    const posted = isTaken ? await postOf(first, standIn) : undefined;
    if (posted !== undefined) return posted - startedAt;
    spawned.alive();
    const age = monotonicMs() - startedAt;
    if (age > readyWithinMs) throw new Error(`it posted nothing:\n${spawned.said()}`);
    // To the hundredth: whoever is asked all the time starts later.
    await sleep(Math.max(2, age / 100));
  }
}

/** When the first post about an event came, or undefined when none does for a while. */
async function postOf(event: string, standIn: StandIn): Promise<number | undefined> {
  const end = monotonicMs() + postWithinMs;
  while (monotonicMs() < end) {
    const {posted} = await standIn.look();
    if (posted > 0) return (await standIn.firstPosts()).get(event);
    await sleep(10);
  }
  return undefined;
}
