import {spawnSync} from 'node:child_process';
import {availableParallelism} from 'node:os';

/** Which command a subject is started by, so that it has a core to itself. */
export interface Cores {
  /** Goes before a subject's command. */
  readonly before: readonly string[];
  /** One sentence for the figures. */
  readonly said: string;
}

/**
 * Binds this process, and what it starts, to the second core, and says how a subject gets the first one alone. Where
 * that cannot be done (one core, no `taskset`), nothing is bound, and it says so.
 */
export function cores(): Cores {
  const free = {before: [], said: 'nothing is bound to a core'};
  if (availableParallelism() < 2) return free;
  const bound = spawnSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)], {
    stdio: 'ignore',
  });
  if (bound.error !== undefined || bound.status !== 0) return free;
  return {
    before: ['taskset', '-c', '0'],
    said: 'the program has one core, the sender and the stand-in share the other',
  };
}
