import {rm, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {ConfigError} from '../functions/adapters/config/fault.ts';
import {bundleCli} from './bundle/cli.ts';
import {configFor} from './bundle/config.ts';
import {bundleFunctions} from './bundle/functions.ts';
import {loadedAtStart, type Bundle} from './bundle/metafile.ts';

const help = `Usage: npm run bundle [-- --config FILE] [--out FOLDER]

Makes, in place of what was there:
  dist/functions/   what is deployed: index.js with its chunks and a package.json
  dist/cli.js       the command, with its chunks, for the npm package

  --config FILE  carry this configuration, checked, in dist/functions/config.json; secrets only as
                 {env: NAME} or {file: PATH}; relative paths in it count from that folder
  --out FOLDER   in the place of dist/`;

const {values} = parseArgs({
  options: {config: {type: 'string'}, out: {type: 'string'}, help: {type: 'boolean'}},
});
if (values.help === true) process.stdout.write(`${help}\n`);
else await make(resolve(values.out ?? 'dist'), values.config);

async function make(out: string, file: string | undefined): Promise<void> {
  try {
    const config = file === undefined ? undefined : await configFor(file);
    await rm(out, {recursive: true, force: true});
    const functions = await bundleFunctions(resolve(out, 'functions'), config);
    const cli = await bundleCli(out);
    process.stdout.write(`${await line(functions)}\n${await line(cli)}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

async function line({entry, folder, metafile}: Bundle): Promise<string> {
  const bytes = async (names: readonly string[]): Promise<string> => {
    const sizes = await Promise.all(names.map(name => stat(resolve(folder, name))));
    return `${Math.ceil(sizes.reduce((sum, one) => sum + one.size, 0) / 1024)} KiB`;
  };
  const all = Object.keys(metafile.outputs);
  const start = loadedAtStart(metafile, entry);
  return `${resolve(folder, entry)}: ${await bytes(start)} at start, ${await bytes(all)} in all`;
}
