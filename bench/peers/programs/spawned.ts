import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {monotonicMs} from '../heard-posts.ts';

/** A subject's process, with all that it started. */
export interface Spawned {
  /** `monotonicMs` when it was started. */
  readonly startedAt: number;
  /** Throws with the end of what it said when it is gone. */
  readonly alive: () => void;
  /** The end of what it said. */
  readonly said: () => string;
  /** The most that was resident, MiB, of the process and those that it started; NaN where there is no /proc. */
  readonly peak: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** A command with its environment; nothing of ours is handed down but PATH. */
export interface Command {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Starts a command in a process group of its own. */
export function spawned({command, env, folder}: Command): Spawned {
  const [program = '', ...args] = command;
  const startedAt = monotonicMs();
  const child = spawn(program, args, {
    cwd: folder,
    env: {PATH: process.env['PATH'], HOME: folder, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said = `${said}${part.toString('utf8')}`.slice(-4_000);
    });
  }
  const ended = once(child, 'exit').catch((error: unknown) => {
    said = String(error);
  });
  const gone = (): boolean => child.pid === undefined || child.exitCode !== null;
  return {
    startedAt,
    alive() {
      if (gone()) throw new Error(`${program} ended:\n${said}`);
    },
    said: () => said,
    peak: () => peakOf(child),
    async stop() {
      if (child.pid !== undefined && !gone()) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Of each process in the child's group the most that was resident at a time. */
async function peakOf({pid = 0}: ChildProcess): Promise<number> {
  const all = await readdir('/proc').catch((): string[] => []);
  const peaks = await Promise.all(
    all
      .filter(name => /^\d+$/.test(name))
      .map(async name => ((await groupOf(name)) === pid ? peakIn(name) : 0)),
  );
  const sum = peaks.reduce((total, one) => total + one, 0);
  return sum === 0 ? Number.NaN : sum;
}

/** proc_pid_stat(5): the group is the third field behind the name, which may hold blanks. */
async function groupOf(process: string): Promise<number> {
  const stat = await readFile(`/proc/${process}/stat`, 'utf8').catch(() => '');
  return Number(stat.replace(/^.*\) /s, '').split(' ')[2]);
}

async function peakIn(process: string): Promise<number> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
