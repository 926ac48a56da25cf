import assert from 'node:assert/strict';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {absent, type Help, ran, type Ran, run} from './client.ts';

/** A scenario in which all has happened, with the official clients in front of it. */
export interface Stage {
  readonly sandbox: Sandbox;
  /** Runs a command. */
  readonly run: (command: string, help?: Help) => Promise<Ran>;
  /** Runs a command that has to succeed, and returns what it printed. */
  readonly succeeds: (command: string, help?: Help) => Promise<string>;
}

/** By when every scenario has shown all it has. */
const shownMs = 25 * 60_000;

/** Plays a scenario for the official clients; changes take no time unless `changeSeconds` is given. */
export async function staged(
  scenario: string,
  work: (stage: Stage) => Promise<void>,
  changeSeconds = 0,
): Promise<void> {
  let ahead = 0;
  const sandbox = await startSandbox({
    scenario,
    now: () => Date.now() + ahead,
    enableSeconds: 0,
    recoverSeconds: 0,
    changeSeconds,
  });
  ahead = shownMs;
  try {
    await work({
      sandbox,
      run: (command, help) => run(sandbox, command, help),
      async succeeds(command, help) {
        const ended = await run(sandbox, command, help);
        assert.equal(ended.exit, 0, `${command}\n${ended.stdout}${ended.stderr}`);
        return ended.stdout;
      },
    });
  } finally {
    await sandbox.close();
  }
}

/** One thing to be shown. */
export interface Task {
  readonly name: string;
  readonly work: () => Promise<void>;
}

const width = 2;
const ahead = 4;

/**
 * Makes a test of each task, two at a time: the clients spend most of their time on starting. Without
 * the clients there is one test, which says so.
 */
export function witnessed(title: string, tasks: readonly Task[]): void {
  describe(title, () => {
    if (absent.length > 0) {
      it(`was not asked of ${absent.join(' and ')}: NOTHING IS SHOWN`, () => {
        assert.equal(ran(), 0);
      });
      return;
    }
    const started = new Map<Task, Promise<void>>();
    const start = (task: Task): Promise<void> => {
      const end = started.get(task) ?? inLane(task.work);
      // Whoever waits for it hears of the failure.
      end.catch(() => undefined);
      started.set(task, end);
      return end;
    };
    for (const [at, task] of tasks.entries()) {
      it(task.name, () => {
        const [end] = tasks.slice(at, at + ahead).map(start);
        return end;
      });
    }
  });
}

const waiting: (() => void)[] = [];
let busy = 0;

/** Works once fewer than two others do. */
async function inLane(work: () => Promise<void>): Promise<void> {
  if (busy === width) await new Promise<void>(resolve => waiting.push(resolve));
  else busy += 1;
  try {
    await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  }
}
