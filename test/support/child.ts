import {type ChildProcess, spawn} from 'node:child_process';
import {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * For NODE_COMPILE_CACHE: where node by itself keeps what it has compiled. With it a process starts in
 * a third of the time; what is counted for coverage is less exact.
 * https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
 */
const compiled = join(tmpdir(), 'node-compile-cache');

/** Variables that a developer may have set and no child of a test may see. */
const ours = /^(MESH_RESPONDER_|(PUBSUB|FIRESTORE)_EMULATOR_HOST$|NO_COLOR$|FORCE_COLOR$|GOOGLE_)/;

/** The environment of a child: the test's own without anything that steers the responder; it starts fast. */
export function childEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || ours.test(name) ? [] : [[name, value] as const],
  );
  return {...Object.fromEntries(kept), NODE_COMPILE_CACHE: compiled, ...extra};
}

/** A child process with what it has said so far. */
export interface Child {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Exit code, or the signal's name, once it has ended. */
  readonly ended: Promise<number | string>;
  readonly alive: () => boolean;
  /** Sends a signal and waits for the end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | string>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a program. Its input is `input`, and ends with it. It ends with the tests at the latest,
 * and never keeps them from ending.
 */
export function start(
  program: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string | Buffer;
    readonly cwd?: string;
  } = {},
): Child {
  const child = spawn(program, args, {cwd: options.cwd ?? root, env: childEnv(options.env)});
  running.add(child);
  child.unref();
  for (const pipe of child.stdio) if (pipe instanceof Socket) pipe.unref();
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  // A program that ends before it has read its input is judged by how it ended.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 'unknown');
    });
  });
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    process: child,
    stdout: () => out,
    stderr: () => err,
    ended,
    alive,
    stop(signal = 'SIGTERM') {
      if (alive()) child.kill(signal);
      return ended;
    },
  };
}
