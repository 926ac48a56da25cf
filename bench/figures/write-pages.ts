import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {root} from '../../tools/root.ts';
import {pagesFromFigures} from './pages.ts';

/** Writes every file that is made from docs/benchmarks.json. */
export async function writePages(): Promise<void> {
  for (const [file, text] of await pagesFromFigures()) {
    const path = join(root, file);
    await mkdir(dirname(path), {recursive: true});
    await writeFile(path, text);
  }
}
