import {rm} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {ConfigError} from '../../functions/adapters/config/config-error.ts';
import {bundleCli, bundleFunctions} from './both.ts';
import {type Bundle, loadedAtStart} from './bundle.ts';
import {configFor} from './config.ts';
import {writeTypes} from './types.ts';

const help = `Usage: npm run bundle [-- --config FILE] [--out FOLDER] [--types] [--json]

Makes, in place of what was there:
  dist/functions/   what is deployed: index.mjs with its chunks and a package.json
  dist/cli.js       the command, with its chunks, for the npm package; runbook.js and testing.js, which
                    private runbooks import
Beside each: licences.txt and sbom.cdx.json (CycloneDX), of the packages that are really in it.

  --config FILE  carry this configuration, checked, in dist/functions/config.json, and its private
                 runbooks in dist/functions/runbooks/; secrets only as {env: NAME} or {file: PATH};
                 other relative paths in it count from that folder
  --out FOLDER   in the place of dist/
  --types        write the types of what the npm package exports into dist/types
  --json         print what is in each file, for tools
`;

const {values} = parseArgs({
  options: {
    config: {type: 'string'},
    out: {type: 'string'},
    types: {type: 'boolean'},
    json: {type: 'boolean'},
    help: {type: 'boolean'},
  },
});
if (values.help === true) process.stdout.write(help);
else await make(resolve(values.out ?? 'dist'), values.config);

async function make(out: string, file: string | undefined): Promise<void> {
  try {
    const chosen = file === undefined ? undefined : await configFor(file);
    await rm(out, {recursive: true, force: true});
    const made = [await bundleFunctions(join(out, 'functions'), chosen), await bundleCli(out)];
    if (values.types === true) await writeTypes(join(out, 'types'));
    const lines = values.json === true ? [JSON.stringify(made)] : made.map(summary);
    process.stdout.write(`${lines.join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

function summary(bundle: Bundle): string {
  const size = (names: readonly string[]): string => {
    const bytes = names.reduce((sum, name) => sum + (bundle.chunks[name]?.bytes ?? 0), 0);
    return `${Math.ceil(bytes / 1024)} KiB`;
  };
  const start = size(loadedAtStart(bundle));
  const all = size(Object.keys(bundle.chunks));
  return `${join(bundle.folder, bundle.entry)}: ${start} at start, ${all} with what is loaded on use`;
}
