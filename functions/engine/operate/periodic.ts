import type {Deps} from '../lib/context.ts';
import {poll} from '../poll/poll.ts';
import {sendHeartbeats} from './send-heartbeats.ts';

/** Rounds begin at least so far apart, however often a sweep comes by. */
const roundSeconds = 30;

/**
 * Builds what a sweep does besides advancing incidents: it sends the heartbeats and polls. It never
 * throws; while a round is under way, whoever asks for another waits for that one.
 */
export function periodicRound(deps: Deps): () => Promise<void> {
  let next = -Infinity;
  let running: Promise<void> | undefined;
  const round = async (): Promise<void> => {
    await sendHeartbeats(deps);
    await poll(deps);
    running = undefined;
  };
  return async () => {
    const now = deps.clock.now();
    if (running === undefined && now >= next) {
      next = now + deps.timing.seconds(roundSeconds);
      running = round();
    }
    await running;
  };
}
