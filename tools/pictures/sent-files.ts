import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {format} from 'prettier';
import packageJson from '../../package.json' with {type: 'json'};
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {languages} from '../docs/page.ts';
import {root} from '../root.ts';
import {dialogs, type DialogKind, type SentDialog, sentDialogOf} from './dialogs.ts';
import {type Kind, kinds} from './kinds.ts';
import {type Sent, sentOf} from './sent.ts';

/** The folder with what is sent for each kind of message, a path from the root. */
export const sentFolder = 'docs/pictures/sent';

/** What is sent for one kind, in each language. */
export type InEach<T> = Readonly<Record<Locale, T>>;

/** The file of a kind, a path from the root. */
export function sentFile({name}: {readonly name: string}): string {
  return `${sentFolder}/${name}.json`;
}

/** What a kind's file says is sent. */
export async function readSent(kind: Kind): Promise<InEach<Sent>> {
  return (await read(kind)) as InEach<Sent>;
}

/** What a dialog's file says is shown. */
export async function readSentDialog(kind: DialogKind): Promise<InEach<SentDialog>> {
  return (await read(kind)) as InEach<SentDialog>;
}

async function read(kind: {readonly name: string}): Promise<unknown> {
  return JSON.parse(await readFile(join(root, sentFile(kind)), 'utf8'));
}

/** Plays every kind of message and every dialog in each language, and writes what was sent. */
export async function writeSent(): Promise<void> {
  await rm(join(root, sentFolder), {recursive: true, force: true});
  await mkdir(join(root, sentFolder), {recursive: true});
  for (const kind of kinds) await write(kind, locale => sentOf(kind, locale));
  for (const kind of dialogs) await write(kind, locale => sentDialogOf(kind, locale));
}

async function write(
  kind: {readonly name: string},
  sentIn: (locale: Locale) => Promise<unknown>,
): Promise<void> {
  const sent: Partial<Record<Locale, unknown>> = {};
  for (const locale of languages) sent[locale] = await sentIn(locale);
  // As `npm run format` leaves it.
  const options = {...packageJson.prettier, arrowParens: 'avoid', parser: 'json'} as const;
  await writeFile(join(root, sentFile(kind)), await format(JSON.stringify(sent), options));
}
