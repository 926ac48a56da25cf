import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {root} from '../root.ts';

/** A file that is written: its path, from the root or absolute, and its text before it is formatted. */
export interface Written {
  readonly path: string;
  readonly text: string;
}

/** `node-pool-full` as a name in code: `nodePoolFull`. */
export function camel(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A value as the text of a JSON file. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Runs a generator for the name that stands on its command line. A name that is none, or is taken, ends with
 * exit code 2 and its reason, and nothing is written.
 * @param command what is run, e.g. `new:runbook`.
 * @param places the paths that must be free for a name.
 * @param given what stands on the command line beside options.
 */
export async function generate(
  command: string,
  places: (id: string) => readonly string[],
  write: (id: string) => Promise<void>,
  given: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const [id = ''] = given;
  const taken = places(id).find(one => existsSync(resolve(root, one)));
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) {
    refuse(
      `'${id}' is no name: two or more words of a-z with a hyphen between, such as node-pool-full`,
    );
  } else if (taken !== undefined) refuse(`${taken} is there already; choose another name`);
  else await write(id);

  function refuse(fault: string): void {
    process.stderr.write(`${command}: ${fault}\n`);
    process.exitCode = 2;
  }
}

/** Writes a file, formatted, and the folders that it lies in. */
export async function save({path, text}: Written): Promise<void> {
  const file = resolve(root, path);
  mkdirSync(dirname(file), {recursive: true});
  const style = await resolveConfig(join(root, 'package.json'));
  writeFileSync(file, await format(text, {...style, filepath: file}));
}

/** Writes a file anew. */
export async function edit(path: string, change: (text: string) => string): Promise<void> {
  await save({path, text: change(readFileSync(join(root, path), 'utf8'))});
}

/**
 * Adds the lines of a new module to a registry: its import, in the order of the paths, and its name at the
 * end of the list.
 * @param list how the list begins, e.g. `export const actions`.
 * @param from the module, as the registry imports it.
 * @throws Error when the registry has no such list.
 */
export async function register(
  index: string,
  list: string,
  name: string,
  from: string,
): Promise<void> {
  await edit(index, text => {
    const imports = [...text.matchAll(/^import [^;]*? from '([^']+)';\n/gm)];
    const [begin, end] = [text.indexOf(list), text.indexOf('\n];', text.indexOf(list))];
    if (begin < 0 || end < 0) {
      throw new Error(`${index}: there is no list '${list}'; add the lines of ${from} by hand`);
    }
    const before = imports.find(([, other = '']) => other.startsWith('./') && other > from);
    const line = `import {${name}} from '${from}';\n`;
    const last = imports.at(-1);
    const at = before?.index ?? (last === undefined ? 0 : last.index + last[0].length);
    return `${text.slice(0, at)}${line}${text.slice(at, end)}\n  ${name},${text.slice(end)}`;
  });
}

/** Runs a program of the repository under the same node. @throws Error with what it printed, when it fails. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const ran = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: {...process.env, ...env},
  });
  if (ran.status === 0) return;
  throw new Error(`node ${args.join(' ')} failed:\n${ran.stdout}${ran.stderr}`, {cause: ran.error});
}
