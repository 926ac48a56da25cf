import type {JunkReason} from '../core/detection/entry.ts';
import type {WorkQueue} from '../core/ports/ports.ts';
import type {MaybePromise} from '../core/lib/promises.ts';
import {advance} from '../engine/remediate/advance.ts';
import type {Deps} from '../engine/lib/context.ts';
import {intake, type Received} from '../engine/intake/intake.ts';
import {DedupCache} from '../engine/intake/dedup-cache.ts';
import {reclaimLeases} from '../engine/operate/restart.ts';
import {periodicRound} from '../engine/operate/periodic.ts';
import {sweep} from '../engine/operate/sweep.ts';
import {errorText} from '../core/lib/error.ts';

/** What the deployables of one process share. */
export interface Service {
  /** Takes an entry in, at once where memory knows what becomes of it. */
  receive(value: unknown): MaybePromise<Received>;
  advance(incident: string): Promise<void>;
  /** Advances what is due; then heartbeats and the poll, which fail nothing. */
  sweep(): Promise<void>;
  /** Keeps a body that cannot be used, with its reason. */
  quarantine(reason: JunkReason, body: Buffer | undefined): Promise<void>;
}

/**
 * Builds the service. With `local`, and without a work topic, this process also advances what it
 * takes in and owns the timer.
 */
export async function service(deps: Deps, {local}: {readonly local: boolean}): Promise<Service> {
  const own = local && deps.settings.workTopic === undefined;
  const worker = own ? localWorker(deps) : undefined;
  const queue: WorkQueue = worker ?? deps.queue;
  const all: Deps = {...deps, queue};
  // Whether a process is gone can only be told on its own machine.
  if (own) await reclaimLeases(all);
  const door = intake(all, new DedupCache());
  const sweepAll = async (): Promise<void> => {
    await door.flush();
    all.log.info('swept', {...(await sweep(all, own ? sweptAtOnce : undefined))});
  };
  const round = periodicRound(all);
  const safely = async <T>(answer: T): Promise<T> => {
    await all.store.synced();
    return answer;
  };
  worker?.start(all, async () => {
    await sweepAll();
    // Behind the sweep: an incident that falls due meanwhile does not wait for it.
    void round();
  });
  return {
    // Whoever delivers forgets what was answered: it is safe by then. What memory knows was.
    receive: value => {
      const received = door.receive(value);
      return received instanceof Promise ? received.then(answer => safely(answer)) : received;
    },
    async advance(incident) {
      const done = await advance(all, incident);
      if (done.kind === 'unknown-incident') all.log.warn('no such incident', {incident});
    },
    async sweep() {
      await sweepAll();
      await round();
    },
    async quarantine(why, body) {
      const reason = `junk.${why}`;
      all.log.warn('quarantined', {reason});
      await all.store.quarantine({
        at: all.clock.now(),
        reason,
        body: body?.toString('utf8') ?? '',
      });
      await all.store.synced();
    },
  };
}

/** At least this often the store is looked at, as Cloud Scheduler does. */
const sweepSeconds = 60;

/** So many incidents are worked on at once as they are handed over; a sweep takes the others. */
const handedOverAtOnce = 32;
/** And of those that a sweep takes; a process of its own has a core, and waits for Google and the chat. */
const sweptAtOnce = 16;

/** The worker of a process that does everything itself. */
export interface LocalWorker extends WorkQueue {
  /** Begins to sweep; called once. */
  start(deps: Deps, sweepAll: () => Promise<void>): void;
}

/**
 * Advances what is handed over in this process, behind the request that handed it over, and sweeps
 * on a timer that is set to the next incident that is due.
 */
function localWorker(deps: Pick<Deps, 'log'>): LocalWorker {
  let all: Deps | undefined;
  let wake: (() => void) | undefined;
  let running = 0;
  const report = (error: unknown): void => {
    deps.log.error('local work failed; the next sweep goes on', {error: errorText(error)});
  };
  return {
    handOver(incident) {
      // What finds no room stays due: whoever ends wakes the sweep, so that a flood takes time, not memory.
      if (all === undefined || running >= handedOverAtOnce) return Promise.resolve();
      running += 1;
      advance(all, incident)
        .catch(report)
        .finally(() => {
          running -= 1;
          wake?.();
        });
      return Promise.resolve();
    },
    start(given, sweepAll) {
      all = given;
      const {clock, timing, store} = given;
      const round = async (): Promise<void> => {
        for (;;) {
          await sweepAll().catch(report);
          const next = await store.earliest().catch(() => undefined);
          const longest = timing.seconds(sweepSeconds);
          const wait = Math.min(Math.max((next ?? Infinity) - clock.now(), 20), longest);
          const sleep = new AbortController();
          wake = () => {
            sleep.abort();
          };
          await clock.sleep(wait, sleep.signal);
        }
      };
      round().catch(report);
    },
  };
}
