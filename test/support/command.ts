import {join} from 'node:path';
import {isObject} from '../../functions/core/lib/json.ts';
import {type Child, root, start} from './child.ts';

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

/** Runs `mesh-responder` to its end. */
export async function command(args: readonly string[], run: Run = {}): Promise<Ran> {
  const child = startCommand(args, run);
  const exit = await child.ended;
  const stdout = child.stdout();
  return {
    exit,
    stdout,
    stderr: child.stderr(),
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
