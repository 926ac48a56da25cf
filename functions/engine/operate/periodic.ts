import type {Deps} from '../lib/context.ts';
import {announceSilences} from '../announce/announce-silences.ts';
import {poll} from '../poll/poll.ts';
import {pollMemory} from '../poll/poll-budget.ts';
import {spacing} from '../lib/heartbeat/marks.ts';
import {isDue, type KnownBeats} from '../lib/heartbeat/known-beats.ts';
import {CallError, errorText, passes} from '../../core/lib/error.ts';
import {takeBack} from './clock-overtaken.ts';
import {beaten, refusedBeat} from '../../core/poll/heartbeat.ts';
import {dailyAudit} from '../review/daily-audit.ts';
import {readGroups} from './read-groups.ts';
import {sideBySide} from '../lib/concurrency.ts';

/** Rounds begin at least so far apart, however often a sweep comes by. */
const roundSeconds = 30;
/** Stored times are looked over so often. */
const checkSeconds = 15 * 60;

/**
 * Builds what a sweep does besides advancing incidents: it announces silences, sends the heartbeats and polls. It never
 * throws; while a round is under way, whoever asks for another waits for that one.
 */
export function periodicRound(deps: Deps): () => Promise<void> {
  const memory = pollMemory(deps);
  let next = -Infinity;
  let running: Promise<void> | undefined;
  let before = -Infinity;
  let nextCheck = -Infinity;
  const round = async (): Promise<void> => {
    const now = deps.clock.now();
    // At its start, now and then, and when the clock was put back.
    if (now >= nextCheck || now < before) {
      nextCheck = now + deps.timing.seconds(checkSeconds);
      await takeBack(deps).catch((error: unknown) => {
        deps.log.error('the times that are stored could not be looked over', {
          error: errorText(error),
        });
      });
    }
    before = now;
    await announceSilences(deps).catch((error: unknown) => {
      deps.log.error('silences wait to be announced; the next round tries again', {
        error: errorText(error),
      });
    });
    await readGroups(deps).catch((error: unknown) => {
      deps.log.error('who is in the groups could not be kept; the next round tries again', {
        error: errorText(error),
      });
    });
    await dailyAudit(deps).catch((error: unknown) => {
      deps.log.error('the self-audit could not be made; the next day tries again', {
        error: errorText(error),
      });
    });
    await sendHeartbeats(deps, memory.beats);
    await poll(deps, memory);
    running = undefined;
  };
  return async () => {
    const now = deps.clock.now();
    // A clock that was put back must not stop the rounds.
    if (running === undefined && (now >= next || now < before)) {
      next = now + deps.timing.seconds(roundSeconds);
      running = round();
    }
    await running;
  };
}

/**
 * Sends a beat to the log of each watched project whose last one is old enough. One that cannot be
 * sent is logged, is not counted as sent, and is tried again by the next sweep.
 */
async function sendHeartbeats(
  deps: Pick<Deps, 'settings' | 'store' | 'pulse' | 'clock' | 'timing' | 'log'>,
  known: KnownBeats,
): Promise<void> {
  const every = spacing(deps);
  if (every === undefined) return;
  await sideBySide(deps.settings.projects, async ({id}) => {
    try {
      await beatOf(deps, known, id, every);
    } catch (error) {
      deps.log.error('no heartbeat was sent; the next sweep tries again', {
        project: id,
        failure: error instanceof CallError ? error.facts.failure : 'store',
        error: error instanceof Error ? error.message : String(error),
      });
    }
  });
}

async function beatOf(
  deps: Pick<Deps, 'store' | 'pulse' | 'clock' | 'timing'>,
  known: KnownBeats,
  project: string,
  every: number,
): Promise<void> {
  const {beats, pulse} = await known.of(project, every);
  const now = deps.clock.now();
  if (!isDue(beats, now, every, deps)) return;
  try {
    const {kind} = await deps.pulse.beat(project, now);
    if (kind !== 'accepted') return;
  } catch (error) {
    if (error instanceof CallError && !passes(error.facts.failure) && !beats?.refused) {
      await known.set(deps.store, project, refusedBeat(beats, error.facts.said, now));
    }
    throw error;
  }
  await known.set(deps.store, project, beaten(beats, pulse, now, every));
}
