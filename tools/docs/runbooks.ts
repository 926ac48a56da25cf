import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {runbooks} from '../../functions/runbooks/index.ts';
import {root} from '../root.ts';
import {formatted} from './format.ts';
import {indexOf} from './runbook-index.ts';
import {languages, parsePage} from './page.ts';
import {fileOf, pageOf, type Subject} from './runbook-page.ts';

/** The folder of the runbooks' pages. */
export const pagesFolder = join(root, 'docs/runbooks');

/**
 * Every file of docs/runbooks/ by name, made from the runbooks' folders.
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
    await formatted(text, 'markdown'),
  ]);
  return new Map(await Promise.all(written));
}

/** Every file of docs/runbooks/ by name, as it is. */
export async function pagesThere(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(pagesFolder);
  const read = names.map(async (name): Promise<[string, string]> => [
    name,
    await readFile(join(pagesFolder, name), 'utf8'),
  ]);
  return new Map(await Promise.all(read));
}

async function subjectOf({manifest, texts}: (typeof runbooks)[number]): Promise<Subject> {
  const file = `functions/runbooks/${manifest.id}/page.json`;
  const page = parsePage(file, await readFile(join(root, file), 'utf8'));
  return {manifest, texts, page};
}
