import {parentPort} from 'node:worker_threads';
import {findScenario} from '../../sandbox/scenarios.ts';
import {harmOf} from './compare.ts';
import type {Flood} from './flood.ts';
import {groundOf} from './forged.ts';
import {playRow} from './play-row.ts';

/** One row in one flood. */
export interface Task {
  readonly row: string;
  readonly flood: Flood;
}

/** What it came to. */
export interface Done {
  readonly task: Task;
  readonly harm: readonly string[];
  readonly forged: number;
  readonly incidents: number;
  /** Real milliseconds of taking in, and seconds in all. */
  readonly ms: number;
  readonly seconds: number;
}

const port = parentPort;
if (port === null) throw new Error('worker.ts is a thread of main.ts');
port.on('message', (task: Task) => {
  play(task).then(
    done => {
      port.postMessage(done);
    },
    (error: unknown) => {
      throw error;
    },
  );
});

async function play(task: Task): Promise<Done> {
  const began = performance.now();
  const {row, flood} = task;
  const quiet = await playRow(row);
  const loud = await playRow(row, flood);
  return {
    task,
    harm: harmOf(quiet, loud, {flood, ground: groundOf(findScenario(row))}),
    forged: flood.reduce((sum, [, count]) => sum + count, 0),
    incidents: loud.ends.size,
    ms: loud.taken.ms,
    seconds: Math.round((performance.now() - began) / 1000),
  };
}
