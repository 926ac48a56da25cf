import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import type {Store} from '../../../core/ports/ports.ts';
import {copyDatabase} from './copy-database.ts';
import {openDatabase} from './open-database.ts';
import {storeOn} from './sqlite-store.ts';
import {storeError} from './sqlite-error.ts';

/**
 * The dry run's store: memory, filled with what the file at `path` holds now. The file is neither
 * changed nor created, and nothing is left beside it. A missing file gives an empty store.
 * @throws StoreError when there is a file and it cannot be read; it names the file, not the copy.
 */
export async function snapshotStore(path: string): Promise<Store> {
  const place = resolve(path);
  const directory = await mkdtemp(join(tmpdir(), 'mesh-responder-'));
  try {
    const memory = await openDatabase({path: ':memory:', place: 'in memory'});
    const store = storeOn(memory, 'in memory');
    const copy = await copyDatabase(place, directory);
    if (copy !== undefined) await fill({memory, store}, copy, place);
    return store;
  } catch (error) {
    throw storeError(place, "the dry run's copy", error);
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}

interface Copy {
  readonly memory: DatabaseSync;
  readonly store: Store;
}

async function fill({memory, store}: Copy, copy: string, place: string): Promise<void> {
  const database = await openDatabase({path: copy, place});
  const filed = storeOn(database, place);
  try {
    for (const incident of await filed.all()) await store.create(incident);
    const kept = memory.prepare(
      'INSERT INTO quarantine (seq, at, reason, body, replayed_at) VALUES (?, ?, ?, ?, ?)',
    );
    for (const {id, at, reason, body, replayedAt} of await filed.quarantined())
      kept.run(Number(id), at, reason, body, replayedAt ?? null);
    const marks = database.prepare('SELECT name, version, value FROM marks');
    const mark = memory.prepare('INSERT INTO marks (name, version, value) VALUES (?, ?, ?)');
    for (const {name = '', version = 0, value = ''} of marks.iterate())
      mark.run(name, version, value);
  } finally {
    await filed.close();
  }
}
