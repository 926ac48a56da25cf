import {spawnSync} from 'node:child_process';
import {access, constants, readFile, realpath} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';

/**
 * Where a program is: in one of the folders of `BENCH_PEERS` (written like PATH; of a folder into which npm installed
 * something its commands count), else on PATH. Undefined where nobody installed it.
 */
export async function findProgram(names: readonly string[]): Promise<string | undefined> {
  const named = foldersIn('BENCH_PEERS').flatMap(one => [join(one, 'node_modules', '.bin'), one]);
  for (const folder of [...named, ...foldersIn('PATH')]) {
    for (const name of names) {
      const path = join(folder, name);
      if (await isThere(path)) return realpath(path);
    }
  }
  return undefined;
}

/** The version of an npm package, by a file of it. @throws Error when no package.json lies above that file. */
export async function packageVersion(file: string): Promise<string> {
  const folder = dirname(file);
  if (folder === file) throw new Error('the program belongs to no npm package');
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return packageVersion(folder);
  return (JSON.parse(text) as {readonly version: string}).version;
}

/** The version that a program tells when it is called with `--version`: the first number with dots. */
export function toldVersion(program: string): string {
  const {stdout, stderr} = spawnSync(program, ['--version'], {encoding: 'utf8'});
  return /\d+\.\d+[\w.-]*/.exec(`${stdout}${stderr}`)?.[0] ?? '?';
}

function foldersIn(variable: string): readonly string[] {
  return (process.env[variable] ?? '').split(delimiter).filter(one => one !== '');
}

function isThere(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
