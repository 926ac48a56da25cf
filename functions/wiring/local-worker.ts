import {errorText} from '../core/lib/error.ts';
import type {WorkQueue} from '../core/ports/ports.ts';
import {advance} from '../engine/remediate/advance.ts';
import type {Deps} from '../engine/lib/context.ts';

/** At least this often the store is looked at, as Cloud Scheduler does. */
const sweepSeconds = 60;

/** The worker of a process that does everything itself. */
export interface LocalWorker extends WorkQueue {
  /** Begins to sweep; called once. */
  start(deps: Deps, sweepAll: () => Promise<void>): void;
}

/**
 * Advances what is handed over in this process, behind the request that handed it over, and sweeps
 * on a timer that is set to the next incident that is due.
 */
export function localWorker(deps: Pick<Deps, 'log'>): LocalWorker {
  let all: Deps | undefined;
  let wake: (() => void) | undefined;
  const report = (error: unknown): void => {
    deps.log.error('local work failed; the next sweep goes on', {error: errorText(error)});
  };
  return {
    handOver(incident) {
      if (all !== undefined) {
        advance(all, incident)
          .then(() => wake?.())
          .catch(report);
      }
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
