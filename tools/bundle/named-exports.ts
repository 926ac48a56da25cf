import {relative, sep} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Plugin} from 'esbuild';
import {root} from '../root.ts';

const space = 'named';
const seen = Symbol('resolved by this plugin');
const identifier = /^[A-Za-z_$][\w$]*$/;

/**
 * Gives a CommonJS package that is imported lazily the names that node gives it. esbuild makes a chunk
 * with nothing but `default` of it, so that `const {Logging} = await import(…)` would be undefined.
 */
export const namedExports: Plugin = {
  name: 'named-exports',
  setup(build) {
    build.onResolve({filter: /^[^./]/}, async ({path, kind, importer, resolveDir, pluginData}) => {
      if (kind !== 'dynamic-import' || pluginData === seen) return undefined;
      const found = await build.resolve(path, {kind, importer, resolveDir, pluginData: seen});
      if (found.external || found.errors.length > 0) return found;
      const names = await namesOf(found.path);
      if (names === undefined) return found;
      // Relative, because the chunk's name depends on it and should be the same in every folder.
      const file = relative(root, found.path).replaceAll(sep, '/');
      return {path: file, namespace: space, pluginData: names};
    });
    build.onLoad({filter: /./, namespace: space}, ({path, pluginData}) => ({
      contents: `import * as all from ${JSON.stringify(`./${path}`)};
        export const {${String(pluginData)}} = all;`,
      resolveDir: root,
    }));
  },
};

/** The names that node finds in a CommonJS module; undefined for an ES module. */
async function namesOf(file: string): Promise<readonly string[] | undefined> {
  const module: unknown = await import(pathToFileURL(file).href);
  const names = Object.keys(module ?? {});
  if (!names.includes('module.exports')) return undefined;
  return names.filter(name => identifier.test(name) && name !== 'default');
}
