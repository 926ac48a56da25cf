import {join} from 'node:path';
import {Readable} from 'node:stream';
import {main} from '../../functions/cli/shell/main.ts';
import {isObject} from '../../functions/core/lib/json.ts';
import {visible} from '../../functions/core/lib/visible.ts';
import {type Child, childEnv, root, start} from './child.ts';

/** What a command has said, and how it ended. */
export interface Ran {
  readonly exit: number | string;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON lines. */
  readonly lines: () => readonly unknown[];
}

/** How a command is run. */
export interface Run {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  /** The node to start the launcher with; the tests' own by default. */
  readonly node?: string;
}

const launcher = join(root, 'bin/mesh-responder.js');

/** Starts `mesh-responder` in a process of its own. */
export function startCommand(args: readonly string[], {node, ...run}: Run = {}): Child {
  return start(node ?? process.execPath, [launcher, ...args], run);
}

/**
 * Runs the command line to its end in the process of the tests, with the environment that a child would see:
 * what a run says and asks, without the start of a process. Nothing stops it.
 */
export async function command(
  args: readonly string[],
  {env, input = ''}: Omit<Run, 'node'> = {},
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const exit = await main(
    args,
    {
      stdin: Readable.from(chunks(Buffer.from(input))),
      out: text => (stdout += visible(text)),
      err: text => (stderr += visible(text)),
      width: 100,
      colour: false,
      stopped: () => new Promise(() => undefined),
    },
    childEnv(env),
  );
  return ran(exit, stdout, stderr);
}

/**
 * Runs `mesh-responder` to its end in a process of its own: for its launcher, its pipes, its exit code, and
 * for that nothing keeps it from ending.
 */
export async function processCommand(args: readonly string[], run: Run = {}): Promise<Ran> {
  const child = startCommand(args, run);
  const exit = await child.ended;
  return ran(exit, child.stdout(), child.stderr());
}

/** Input as a pipe hands it over: in pieces that may end inside of a character. */
function* chunks(input: Buffer): Generator<Buffer> {
  for (let from = 0; from < input.length; from += 65_536) yield input.subarray(from, from + 65_536);
}

function ran(exit: number | string, stdout: string, stderr: string): Ran {
  return {
    exit,
    stdout,
    stderr,
    lines: () =>
      stdout
        .split('\n')
        .filter(line => line !== '')
        .map((line): unknown => JSON.parse(line)),
  };
}

/** The field names of a JSON line, in their order. */
export function keysOf(line: unknown): readonly string[] {
  return isObject(line) ? Object.keys(line) : [];
}
