import {writeFile} from 'node:fs/promises';
import {DatabaseSync} from 'node:sqlite';
import {isDeepStrictEqual} from 'node:util';
import {errorText} from '../../functions/core/lib/error.ts';
import type {Store} from '../../functions/core/ports/ports.ts';
import {scratch} from '../support/scratch.ts';
import type {Image} from './disk.ts';
import {openFile} from './front-door.ts';
import {incidentOf, markOf, type Written} from './writes.ts';

/** The database's file in an image. */
export const databaseName = 'store.sqlite';
/** Rows of the quarantine: an insert behind them deletes one in the same transaction. */
export const quarantineLimit = 10_000;

/** What is wrong with what a killed process or a power cut has left. */
export interface Harm {
  /** It was said outside, and is not there. */
  readonly lost: readonly string[];
  /** It is there by halves, without what was written before it, or not to be read. */
  readonly torn: readonly string[];
}

/** What must be there, and what must have come through whole. */
export interface Expected {
  readonly acknowledged: readonly Written[];
  /** Documents that are no JSON; opening moves each into the quarantine, in one transaction of two statements. */
  readonly damaged: readonly string[];
}

/** Opens an image with the real store, and looks at all of it. The image stays as it is. */
export async function judge(image: Image, expected: Expected): Promise<Harm> {
  const place = await scratch();
  try {
    for (const [name, bytes] of image) await writeFile(place.path(name), bytes);
    const path = place.path(databaseName);
    const {store} = await openFile(path);
    try {
      return {
        lost: await lostOf(store, expected.acknowledged),
        torn: [...integrity(path), ...(await tornOf(store, expected.damaged))],
      };
    } finally {
      await store.close();
    }
  } catch (error) {
    return {lost: [], torn: [errorText(error)]};
  } finally {
    await place.remove();
  }
}

function integrity(path: string): readonly string[] {
  const database = new DatabaseSync(path);
  try {
    return database
      .prepare('PRAGMA integrity_check')
      .all()
      .flatMap(row => (row['integrity_check'] === 'ok' ? [] : String(row['integrity_check'])));
  } finally {
    database.close();
  }
}

async function lostOf(store: Store, acknowledged: readonly Written[]): Promise<readonly string[]> {
  const incidents = new Map((await store.all()).map(one => [one.id, one.version]));
  const bodies = new Set((await store.quarantined()).map(one => one.body));
  const lost: string[] = [];
  for (const {kind, name, version} of acknowledged) {
    const found =
      kind === 'incident'
        ? incidents.get(name)
        : kind === 'mark'
          ? (await store.mark(name))?.version
          : Number(bodies.has(name));
    if ((found ?? 0) < version) lost.push(`${kind} ${name}: ${found ?? 0} of ${version}`);
  }
  return lost;
}

async function tornOf(store: Store, damaged: readonly string[]): Promise<readonly string[]> {
  const torn: string[] = [];
  const incidents = await store.all();
  for (const one of incidents)
    if (!isDeepStrictEqual(one, incidentOf(one.id, one.version)))
      torn.push(`incident ${one.id} is not as it was written`);
  const kept = await store.quarantined();
  const last = Number(kept.at(-1)?.id ?? 0);
  const first = Number(kept[0]?.id ?? 1);
  if (last - first + 1 !== kept.length || kept.length !== Math.min(last, quarantineLimit))
    torn.push(`the quarantine has ${kept.length} rows, from ${first} to ${last}`);
  for (const body of damaged) {
    const copies = kept.filter(one => one.body === body).length;
    if (copies !== 1) torn.push(`'${body}' was set aside ${copies} times`);
  }
  const bodies = new Set(kept.map(one => one.body));
  const versions = new Map(incidents.map(one => [one.id, one.version]));
  for (const writer of new Set(
    [...versions.keys()].flatMap(id => /^(.+)-\d+$/.exec(id)?.[1] ?? []),
  )) {
    const mark = await store.mark(writer);
    if (mark !== undefined && !isDeepStrictEqual(mark, markOf(writer, mark.version)))
      torn.push(`mark ${writer} is not as it was written`);
    const steps = [
      began(step => versions.has(`${writer}-${step}`)),
      versions.get(writer) ?? 0,
      mark?.version ?? 0,
      began(step => bodies.has(`${writer}-${step}`)),
    ];
    // Each step makes the four in this order, and then the next step begins.
    const [created = 0] = steps;
    const all = [...versions.keys()].filter(id => id.startsWith(`${writer}-`)).length;
    const ordered = steps.every((one, at) => one <= (steps[at - 1] ?? one) && one >= created - 1);
    if (!ordered || all !== created) torn.push(`${writer} has made ${steps.join(', ')} of ${all}`);
  }
  return torn;
}

/** How many steps, from the first on, have made something. */
function began(made: (step: number) => boolean): number {
  let step = 0;
  while (made(step + 1)) step += 1;
  return step;
}
