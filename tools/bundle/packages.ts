import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {textAt} from '../../functions/core/lib/json.ts';
import {root} from '../root.ts';
import {type Bundle, packageFolder} from './bundle.ts';

/** An npm package of which a bundle holds a part. */
export interface BundledPackage {
  /** Its folder, from the repository's root. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** As its package.json says it: an SPDX id or expression; undefined where it says none. */
  readonly licence: string | undefined;
}

/** The npm packages that a bundle is made of, sorted by their folders. */
export async function packagesOf({chunks}: Bundle): Promise<readonly BundledPackage[]> {
  const modules = Object.values(chunks).flatMap(one => one.modules);
  const folders = new Set(modules.flatMap(one => packageFolder(one) ?? []));
  return Promise.all([...folders].sort().map(read));
}

/** @throws Error for a package without a name or version, which npm does not install. */
async function read(folder: string): Promise<BundledPackage> {
  const file = join(root, folder, 'package.json');
  const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
  const [name, version] = [textAt(manifest, 'name'), textAt(manifest, 'version')];
  if (name === undefined || version === undefined) throw new Error(`${file} lacks name or version`);
  return {folder, name, version, licence: textAt(manifest, 'license')};
}
