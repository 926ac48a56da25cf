import {mkdir, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import type {Bundle} from '../../../tools/bundle/bundle.ts';
import {root, start} from '../../support/child.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';

const framework = 'node_modules/@google-cloud/functions-framework';

/** A bundle outside of the repository, where the framework is all that is installed. */
export interface Made {
  readonly files: Scratch;
  readonly functions: Bundle;
  readonly cli: Bundle;
}

/** Makes the command, and the functions with a configuration, as `npm run bundle` does. */
export async function make(config: unknown): Promise<Made> {
  const files = await scratch();
  await mkdir(files.path('node_modules/@google-cloud'), {recursive: true});
  await symlink(join(root, framework), files.path(framework));
  const file = await files.write('mesh.yaml', config);
  const {exit, out, err} = await bundle('--config', file, '--out', files.path('dist'), '--json');
  if (exit !== 0) throw new Error(`no bundle was made (${exit}): ${err}`);
  const [functions, cli] = JSON.parse(out) as [Bundle, Bundle];
  return {files, functions, cli};
}

/** Runs the bundler. */
export async function bundle(...args: readonly string[]) {
  const child = start(process.execPath, [join(root, 'tools/bundle/main.ts'), ...args]);
  const exit = await child.ended;
  return {exit, out: child.stdout(), err: child.stderr()};
}
