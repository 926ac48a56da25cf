import {decodePush} from '../../../adapters/pubsub-push.ts';
import type {JunkReason} from '../../../core/detection/entry.ts';
import {textAt} from '../../../core/lib/json.ts';
import type {DeadLetter, DeadLetters} from '../../../core/ports/ports.ts';
import {workOf} from '../../../core/config/work-message.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import type {Intake} from '../../../engine/intake/intake.ts';
import {IntakeSummary} from '../../shared/intake-summary.ts';

/** A pull may come back empty although there are messages; this many in a row mean that none is left. */
const emptyPulls = 3;
const waitSeconds = 1;

/**
 * Replays the messages of a dead-letter subscription. Each is acknowledged once it was taken; one that
 * can never be used is quarantined first, as intake does. What is left, and everything in a dry run, is
 * given back.
 * @throws CallError, StoreError: messages that were not acknowledged are delivered again.
 */
export async function replayDeadLetters(job: Replay, letters: DeadLetters): Promise<void> {
  const back: string[] = [];
  const seen = new Set<string>();
  try {
    for (let empty = 0; empty < emptyPulls;) {
      const pulled = await letters.pull();
      const fresh = pulled.filter(one => !seen.has(idOf(one)));
      empty = fresh.length === 0 ? empty + 1 : 0;
      if (pulled.length === 0) await job.deps.clock.sleep(job.deps.timing.seconds(waitSeconds));
      for (const letter of pulled) {
        seen.add(idOf(letter));
        const taken = fresh.includes(letter) && (await take(job, letter)) === 'taken';
        if (taken && !job.dryRun) await letters.acknowledge([letter.ackId]);
        else back.push(letter.ackId);
      }
    }
  } finally {
    await letters.giveBack(back);
  }
}

async function take(job: Replay, letter: DeadLetter): Promise<'taken' | 'left'> {
  const {door, since, replayed} = job;
  if (letter.at < since) {
    replayed.leave(idOf(letter), 'older than --since');
    return 'left';
  }
  const pushed = decodePush(letter.envelope);
  if (pushed.kind === 'junk') return setAside(job, letter, pushed.reason);
  const work = workOf(pushed.value);
  replayed.count += 1;
  // A work message: its incident is in the store, and the sweep finds it if this is lost.
  if (work.kind === 'incident' && !job.dryRun) await job.deps.queue.handOver(work.incident);
  if (work.kind !== 'junk') return 'taken';
  const received = await door.receive(pushed.value);
  replayed.summary.count(received);
  return received.kind === 'junk' ? setAside(job, letter, received.reason) : 'taken';
}

async function setAside({deps}: Replay, letter: DeadLetter, why: JunkReason): Promise<'taken'> {
  const body = JSON.stringify(letter.envelope);
  await deps.store.quarantine({at: deps.clock.now(), reason: `junk.${why}`, body});
  return 'taken';
}

function idOf({envelope, ackId}: DeadLetter): string {
  return textAt(envelope, 'message', 'messageId') ?? ackId;
}

/** One run of `replay`. */
export interface Replay {
  readonly deps: Deps;
  /** The same intake that takes in pushes. */
  readonly door: Intake;
  /** Epoch milliseconds: older deliveries stay where they are. */
  readonly since: number;
  readonly dryRun: boolean;
  readonly replayed: Replayed;
}

/** What became of the deliveries of a replay. */
export class Replayed {
  readonly summary = new IntakeSummary();
  /** Deliveries that were taken in. */
  count = 0;
  /** Deliveries that stay where they are, with the reason. */
  readonly left: {readonly id: string; readonly why: string}[] = [];

  leave(id: string, why: string): void {
    this.left.push({id, why});
  }
}
