import {mkdir, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {bundleCli} from '../../bench/bundle/cli.ts';
import {configFor} from '../../bench/bundle/config.ts';
import {bundleFunctions} from '../../bench/bundle/functions.ts';
import type {Bundle} from '../../bench/bundle/made.ts';
import {root} from '../support/child.ts';
import {type Scratch, scratch} from '../support/scratch.ts';

const framework = 'node_modules/@google-cloud/functions-framework';

/** A bundle outside of the repository, where the framework is all that is installed. */
export interface Made {
  readonly files: Scratch;
  readonly cli: Bundle;
  readonly functions: Bundle;
}

/** Makes the command, and the functions with a configuration. */
export async function make(config: unknown): Promise<Made> {
  const files = await scratch();
  await mkdir(files.path('node_modules/@google-cloud'), {recursive: true});
  await symlink(join(root, framework), files.path(framework));
  const [cli, functions] = await Promise.all([
    bundleCli(files.path('dist')),
    configFor(await files.write('mesh.yaml', config)).then(checked =>
      bundleFunctions(files.path('dist/functions'), checked),
    ),
  ]);
  return {files, cli, functions};
}
