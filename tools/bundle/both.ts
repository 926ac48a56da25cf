import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {bundledFile, bundledRunbooks} from '../../functions/adapters/config/read.ts';
import {stamped} from '../../functions/adapters/config/validated-config.ts';
import {buildEntries, framework} from './build.ts';
import type {Bundle} from './bundle.ts';
import type {Chosen} from './config.ts';
import {carriedFrom} from './private-runbooks.ts';
import own from '../../package.json' with {type: 'json'};

/** What private runbooks import, as an entry of its own: they are loaded behind the start. */
const contract = {runbook: 'functions/runbook.ts'};

/**
 * Makes what is deployed: the functions, the package.json that the cloud's build reads, and what was chosen:
 * the configuration with its private runbooks.
 * The entry ends in .mjs: for .js functions-framework first loads a package that reads package.json,
 * which takes longer than all of ours.
 */
export async function bundleFunctions(folder: string, chosen: Chosen | undefined): Promise<Bundle> {
  const carried = chosen?.folder === undefined ? undefined : await carriedFrom(chosen.folder);
  const sources = {index: 'functions/index.ts', ...contract, ...carried?.entries};
  const bundle = await buildEntries('index.mjs', sources, folder);
  await carried?.copyManifests(folder);
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
  if (chosen === undefined) return bundle;
  const {config} = chosen;
  const runbooks = carried && {runbooks: {folder: bundledRunbooks}};
  await write(bundledFile, stamped({...config, ...runbooks}));
  return bundle;
}

/**
 * Makes the command of the npm package, which bin/mesh-responder.js starts where there are no sources, and
 * what private runbooks are written and tested with.
 */
export function bundleCli(folder: string): Promise<Bundle> {
  const sources = {
    cli: 'functions/cli/shell/run.ts',
    testing: 'functions/testing.ts',
    ...contract,
  };
  return buildEntries('cli.js', sources, folder);
}
