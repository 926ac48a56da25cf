import {join, relative, sep} from 'node:path';
import type {Metafile} from 'esbuild';
import {root} from '../root.ts';

/** One file of a bundle. */
export interface Chunk {
  readonly bytes: number;
  /** The modules in it, as paths from the repository's root. */
  readonly modules: readonly string[];
  /** The files of the bundle that are loaded with it. */
  readonly needs: readonly string[];
}

/** A bundle as it was made: a folder, its files by their paths in it. */
export interface Bundle {
  readonly folder: string;
  readonly entry: string;
  readonly chunks: Readonly<Record<string, Chunk>>;
}

/** What esbuild says of its outputs, by the paths that they have in their folder. */
export function bundleOf(folder: string, entry: string, made: readonly Metafile[]): Bundle {
  const inFolder = (path: string) => relative(folder, join(root, path)).split(sep).join('/');
  const outputs = made.flatMap(one => Object.entries(one.outputs));
  const chunks = outputs.map(([path, {bytes, inputs, imports}]) => {
    const needs = imports
      .filter(one => one.kind === 'import-statement' && one.external !== true)
      .map(one => inFolder(one.path));
    return [inFolder(path), {bytes, modules: Object.keys(inputs).filter(isFile), needs}] as const;
  });
  return {folder, entry, chunks: Object.fromEntries(chunks)};
}

/** A module that a plugin made up stands behind the plugin's name and a colon. */
function isFile(module: string): boolean {
  return !module.includes(':');
}

/** The files that are loaded when the entry is: it and what it imports, directly or not. */
export function loadedAtStart({entry, chunks}: Bundle): readonly string[] {
  const found = new Set([entry]);
  for (const name of found) for (const need of chunks[name]?.needs ?? []) found.add(need);
  return [...found];
}

/** The folder of the npm package that a module belongs to, or undefined for one of our own. */
export function packageFolder(module: string): string | undefined {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
}
