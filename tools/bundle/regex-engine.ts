import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build as bundle, type Metafile, type Plugin} from 'esbuild';
import {root} from '../root.ts';

const engine = 're2js';
const file = 'engine.cjs';
const asked = `load('${engine}')`;

/**
 * The filter requires its regular expression engine by name with the first pattern that needs it; a
 * bundler does not see such a call. In a bundle the engine is a file beside it.
 */
export const engineBeside: Plugin = {
  name: 'engine-beside',
  setup(build) {
    build.onLoad({filter: /\/functions\/filter\/regex\.ts$/}, async ({path}) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(asked)) throw new Error(`${path} no longer says ${asked}`);
      return {contents: source.replace(asked, `load('./${file}')`), loader: 'ts'};
    });
  },
};

/** Writes the engine into a bundle's folder. */
export async function writeEngine(folder: string): Promise<Metafile> {
  const {metafile} = await bundle({
    absWorkingDir: root,
    stdin: {contents: `module.exports = require('${engine}')`, resolveDir: root},
    outfile: join(folder, file),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
