import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {textAt} from '../../functions/core/lib/json.ts';
import {root} from '../root.ts';
import {type Bundle, packageFolder} from './bundle.ts';

const file = 'licences.txt';
const named = /^(licen[cs]e|notice|copying)(\.\w+)?$/i;

/** Writes the licences of all packages in a bundle beside it: most ask for a copy of their text. */
export async function writeLicences({folder, chunks}: Bundle): Promise<void> {
  const modules = Object.values(chunks).flatMap(one => one.modules);
  const folders = new Set(modules.flatMap(one => packageFolder(one) ?? []));
  const texts = await Promise.all([...folders].sort().map(textsOf));
  await writeFile(join(folder, file), texts.join('\n'));
}

async function textsOf(folder: string): Promise<string> {
  const read = (name: string): Promise<string> => readFile(join(root, folder, name), 'utf8');
  const manifest: unknown = JSON.parse(await read('package.json'));
  const names = ['name', 'version', 'license'].map(one => textAt(manifest, one) ?? 'not said');
  const files = (await readdir(join(root, folder))).filter(name => named.test(name)).sort();
  const texts = await Promise.all(files.map(read));
  return [`== ${names.join(', ')} ==`, ...texts.map(text => text.trim()), ''].join('\n\n');
}
