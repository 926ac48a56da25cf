import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {format} from 'prettier';
import packageJson from '../../package.json' with {type: 'json'};
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {languages} from '../docs/page.ts';
import {root} from '../root.ts';
import {type Kind, kinds} from './kinds.ts';
import {type Sent, sentOf} from './sent.ts';

/** The folder with what is sent for each kind of message, a path from the root. */
export const sentFolder = 'docs/pictures/sent';

/** What is sent for one kind of message, in each language. */
export type SentIn = Readonly<Record<Locale, Sent>>;

/** The file of a kind, a path from the root. */
export function sentFile({name}: Kind): string {
  return `${sentFolder}/${name}.json`;
}

/** What a kind's file says is sent. */
export async function readSent(kind: Kind): Promise<SentIn> {
  return JSON.parse(await readFile(join(root, sentFile(kind)), 'utf8')) as SentIn;
}

/** Plays every kind of message in each language, and writes what was sent. */
export async function writeSent(): Promise<void> {
  await rm(join(root, sentFolder), {recursive: true, force: true});
  await mkdir(join(root, sentFolder), {recursive: true});
  for (const kind of kinds) {
    const sent: Partial<Record<Locale, Sent>> = {};
    for (const locale of languages) sent[locale] = await sentOf(kind, locale);
    // As `npm run format` leaves it.
    const options = {...packageJson.prettier, arrowParens: 'avoid', parser: 'json'} as const;
    await writeFile(join(root, sentFile(kind)), await format(JSON.stringify(sent), options));
  }
}
