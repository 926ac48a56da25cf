import {parse} from 'node:path';
import {build} from 'esbuild';
import {root} from '../root.ts';
import {engineBeside, writeEngine} from './regex-engine.ts';
import {namedExports} from './named-exports.ts';
import {writeLicences} from './licences.ts';
import {packagesOf} from './packages.ts';
import {contractInside} from './private-runbooks.ts';
import {writeSbom} from './sbom.ts';
import {type Bundle, bundleOf} from './bundle.ts';

/** The framework loads the functions, and they must register with the very module that it is. */
export const framework = '@google-cloud/functions-framework';

/** What CommonJS packages take for granted and an ES module does not have. */
const requireOfEsm =
  "import {createRequire as requireOf} from 'node:module';const require=requireOf(import.meta.url);";

/**
 * Bundles entries and all that they need into one folder, with what is made of what. What the sources load
 * lazily becomes a chunk of its own and stays lazy. Names stay as they are, so that stack traces can be read
 * without a source map.
 * @param entry the file that is started, `NAME.js` or `NAME.mjs`; the other files end as it does.
 * @param sources the source of each entry by its name, that of `entry` among them.
 */
export async function buildEntries(
  entry: string,
  sources: Readonly<Record<string, string>>,
  folder: string,
): Promise<Bundle> {
  const {ext} = parse(entry);
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: {...sources},
    outdir: folder,
    outExtension: {'.js': ext},
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: [framework],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    banner: {js: requireOfEsm},
    // google-gax makes a path of it when it is loaded: to the .proto files of gRPC, which nothing
    // here speaks. The messages of REST are JSON modules and in the bundle.
    define: {__dirname: 'import.meta.dirname'},
    plugins: [contractInside, engineBeside, namedExports],
  });
  const bundle = bundleOf(folder, entry, [metafile, await writeEngine(folder)]);
  const packages = await packagesOf(bundle);
  await writeLicences(folder, packages);
  await writeSbom(folder, packages);
  return bundle;
}
