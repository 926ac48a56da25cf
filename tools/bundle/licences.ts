import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {root} from '../root.ts';
import type {BundledPackage} from './packages.ts';

const file = 'licences.txt';
const named = /^(licen[cs]e|notice|copying)(\.\w+)?$/i;

/** Writes the licences of all packages in a bundle into its folder: most ask for a copy of their text. */
export async function writeLicences(
  folder: string,
  packages: readonly BundledPackage[],
): Promise<void> {
  const texts = await Promise.all(packages.map(textsOf));
  await writeFile(join(folder, file), texts.join('\n'));
}

async function textsOf({folder, name, version, licence}: BundledPackage): Promise<string> {
  const files = (await readdir(join(root, folder))).filter(one => named.test(one)).sort();
  const texts = await Promise.all(files.map(one => readFile(join(root, folder, one), 'utf8')));
  const head = `== ${name}, ${version}, ${licence ?? 'not said'} ==`;
  return [head, ...texts.map(text => text.trim()), ''].join('\n\n');
}
