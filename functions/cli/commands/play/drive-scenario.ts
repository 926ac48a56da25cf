import {Agent, request} from 'node:http';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import type {Clock, Log, Store} from '../../../core/ports/ports.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import {errorText} from '../../../core/lib/error.ts';
import {listAt} from '../../../core/lib/json.ts';
import type {TimeScale} from '../../../core/lib/time-scale.ts';
import {settled} from '../../../engine/operate/sweep.ts';
import {sideBySide} from '../../../engine/lib/concurrency.ts';

/** The world and the functions in it. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly intake: string;
  readonly respond: string;
  readonly interact: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly timing: TimeScale;
  readonly log: Log;
  /** Hears of each incident as it stands, again and again, and when the first entry was published, epoch ms. */
  readonly seen: (incident: Incident, began: number) => void;
  /** Who answers when a person is asked: nobody, or somebody who approves everything. */
  readonly person: 'absent' | 'approving';
  /** Goes on when everything is settled, until it is stopped; absent: it ends then. */
  readonly keep?: {readonly settled: () => void; readonly stop: AbortSignal};
}

/** What was delivered. */
export interface Delivered {
  /** When the first entry was published, epoch ms. */
  readonly began: number;
  readonly entries: number;
  /** Deliveries; some entries are delivered twice, as Pub/Sub may do. */
  readonly deliveries: number;
  readonly refused: number;
  readonly settled: boolean;
}

/** A poll may take 20 minutes to find a problem: a minute at the usual pace. */
const limitMs = 75_000;
const sweepSeconds = 60;
const deliveriesAtOnce = 8;

/**
 * Plays the sinks, Pub/Sub and Cloud Scheduler: publishes each log entry when it is written (every
 * fifth one twice), hands the work topic's messages to respond, and sweeps each minute, until nothing
 * more happens and every incident is settled.
 */
export async function driveScenario(stage: Stage): Promise<Delivered> {
  const {sandbox, clock, timing, intake, respond} = stage;
  const began = clock.now();
  const counts = {entries: 0, deliveries: 0, refused: 0};
  const forwards: Promise<unknown>[] = [];
  let forwarded = 0;
  let nextSweep = began + timing.seconds(sweepSeconds);
  let isSettled = false;
  const goesOn = () =>
    stage.keep === undefined ? clock.now() - began < limitMs : !stage.keep.stop.aborted;
  while (goesOn()) {
    const entries = sandbox.entries().slice(counts.entries);
    counts.entries += entries.length;
    const deliveries = entries.flatMap((entry, at) => (at % 5 === 0 ? [entry, entry] : [entry]));
    counts.deliveries += deliveries.length;
    const deliver = async (entry: unknown): Promise<void> => {
      const status = await post(intake, envelope(entry, `${counts.deliveries}`));
      if (status !== 204) counts.refused += 1;
    };
    await sideBySide(deliveries, deliver, deliveriesAtOnce);
    for (const {message} of sandbox.published().slice(forwarded)) {
      forwarded += 1;
      forwards.push(post(respond, {message}));
    }
    if (clock.now() >= nextSweep) {
      nextSweep += timing.seconds(sweepSeconds);
      forwards.push(post(respond, {sweep: true}));
    }
    if (stage.person === 'approving') await approveAll(stage);
    const all = await stage.store.all();
    for (const one of all) stage.seen(one, began);
    if (entries.length === 0 && isOver(stage, all)) {
      await Promise.all(forwards);
      if (stage.keep === undefined) return {...counts, began, settled: true};
      if (!isSettled) stage.keep.settled();
      isSettled = true;
    }
    await clock.sleep(stage.keep === undefined ? 10 : 50);
  }
  await Promise.all(forwards);
  if (isSettled) return {...counts, began, settled: true};
  // A scenario that opens no incident is settled as well.
  return {...counts, began, settled: (await stage.store.all()).length === 0};
}

/** A person reads before answering. */
const readingSeconds = 20;

/** Presses the button of each plan that waits and says yes in its dialog; the next sweep goes on with it. */
async function approveAll({sandbox, interact, store, clock, timing, log}: Stage): Promise<void> {
  for (const {id, state, work} of await store.open()) {
    const isRead = clock.now() - work.changedAt >= timing.seconds(readingSeconds);
    if (state !== 'awaiting-approval' || !isRead) continue;
    const order = {to: interact, service: 'slack', incident: id, button: 'approve'} as const;
    const asked = await sandbox.people.press({...order, fields: {}}).catch((error: unknown) => {
      // The message is told a moment after its state.
      log.info('not pressed yet', {incident: id, error: errorText(error)});
      return undefined;
    });
    if (asked?.outcome === 'trouble') log.warn('a click failed', {incident: id, ...asked});
  }
}

function isOver({sandbox, person}: Stage, all: readonly Incident[]): boolean {
  if (listAt(sandbox.state(), 'upcoming').length > 0) return false;
  const asked = all.some(one => one.state === 'awaiting-approval');
  if (asked && person === 'approving') return false;
  return all.length > 0 && all.every(one => settled(one) && one.lease === undefined);
}

const agent = new Agent({keepAlive: true, maxSockets: 8});

/**
 * Posts JSON to a function, as Pub/Sub push does.
 * @returns the HTTP status; 0 when there was no answer.
 */
function post(url: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  return new Promise(resolve => {
    const headers = {'content-type': 'application/json', 'content-length': Buffer.byteLength(text)};
    const call = request(url, {method: 'POST', agent, headers}, answer => {
      answer.resume().on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    call.on('error', () => {
      resolve(0);
    });
    call.end(text);
  });
}

/** A value in the envelope of a Pub/Sub push. */
function envelope(value: unknown, messageId: string): unknown {
  return {
    message: {data: Buffer.from(JSON.stringify(value)).toString('base64'), messageId},
    subscription: 'projects/shop-ops/subscriptions/mesh-responder-intake',
  };
}
