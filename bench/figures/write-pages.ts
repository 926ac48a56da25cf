import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {root} from '../../tools/root.ts';
import {pagesFromFigures, pictures} from './pages.ts';

/** Writes every file that is made from docs/benchmarks.json. */
export async function writePages(): Promise<void> {
  const files = await pagesFromFigures();
  // What is not drawn any more is not to be left there.
  await rm(join(root, pictures), {recursive: true, force: true});
  for (const [file, text] of files) {
    const path = join(root, file);
    await mkdir(dirname(path), {recursive: true});
    await writeFile(path, text);
  }
}
