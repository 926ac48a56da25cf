import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';
import {format} from 'prettier';
import packageJson from '../package.json' with {type: 'json'};
import {runbooks} from '../functions/runbooks/index.ts';
import {indexOf} from './runbook-index.ts';
import {languages, parsePage} from './page.ts';
import {fileOf, pageOf, type Subject} from './runbook-page.ts';

// Writes the runbooks' pages and their index from the runbooks' folders: `npm run docs`.
const folder = new URL('runbooks/', import.meta.url);
const sources = new URL('../functions/runbooks/', import.meta.url);

/**
 * Every file of docs/runbooks/ by name, as it has to be.
 * @throws Error naming the page.json and the fields that are wrong.
 */
export async function runbookPages(): Promise<ReadonlyMap<string, string>> {
  const subjects = await Promise.all(runbooks.map(subjectOf));
  const files = new Map<string, string>([['README.md', indexOf(subjects)]]);
  for (const subject of subjects) {
    for (const language of languages) {
      files.set(fileOf(subject.manifest.id, language), pageOf(subject, subjects, language));
    }
  }
  const written = [...files].map(async ([name, text]): Promise<[string, string]> => [
    name,
    // As `npm run format` leaves it.
    await format(text, {...packageJson.prettier, arrowParens: 'avoid', parser: 'markdown'}),
  ]);
  return new Map(await Promise.all(written));
}

/** Every file of docs/runbooks/ by name, as it is. */
export async function pagesThere(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder);
  const read = names.map(async (name): Promise<[string, string]> => [
    name,
    await readFile(new URL(name, folder), 'utf8'),
  ]);
  return new Map(await Promise.all(read));
}

async function subjectOf({manifest, texts}: (typeof runbooks)[number]): Promise<Subject> {
  const file = `${manifest.id}/page.json`;
  const page = parsePage(file, await readFile(new URL(file, sources), 'utf8'));
  return {manifest, texts, page};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const pages = await runbookPages();
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  for (const [name, text] of pages) await writeFile(new URL(name, folder), text);
}
