import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {bundledFile} from '../../functions/adapters/config/read.ts';
import {stamped, type Validated} from '../../functions/adapters/config/validated-config.ts';
import {buildEntry, framework} from './build.ts';
import type {Bundle} from './bundle.ts';
import own from '../../package.json' with {type: 'json'};

/**
 * Makes what is deployed: the functions, the package.json that the cloud's build reads, and `config`.
 * The entry ends in .mjs: for .js functions-framework first loads a package that reads package.json,
 * which takes longer than all of ours.
 */
export async function bundleFunctions(
  folder: string,
  config: Validated | undefined,
): Promise<Bundle> {
  const bundle = await buildEntry('functions/index.ts', 'index.mjs', folder);
  const write = (file: string, value: unknown): Promise<void> =>
    writeFile(join(folder, file), `${JSON.stringify(value, undefined, 2)}\n`);
  await write('package.json', {
    name: `${own.name}-functions`,
    version: own.version,
    private: true,
    license: own.license,
    type: 'module',
    main: bundle.entry,
    engines: own.engines,
    dependencies: {[framework]: own.dependencies[framework]},
  });
  if (config !== undefined) await write(bundledFile, stamped(config));
  return bundle;
}

/** Makes the command of the npm package; bin/mesh-responder.js starts it where there are no sources. */
export function bundleCli(folder: string): Promise<Bundle> {
  return buildEntry('functions/cli/shell/run.ts', 'cli.js', folder);
}
