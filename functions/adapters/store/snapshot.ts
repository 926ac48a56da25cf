import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Store} from '../../core/ports.ts';
import {copyDatabase} from './copy-database.ts';
import {openDatabase} from './open-database.ts';
import {sqliteStore, storeOn} from './sqlite.ts';
import {storeError} from './store-error.ts';

/**
 * The dry run's store: memory, filled with what the file at `path` holds now. The file is neither
 * changed nor created, and nothing is left beside it. A missing file gives an empty store.
 * @throws StoreError when there is a file and it cannot be read; it names the file, not the copy.
 */
export async function snapshotStore(path: string): Promise<Store> {
  const place = resolve(path);
  const directory = await mkdtemp(join(tmpdir(), 'mesh-responder-'));
  try {
    const memory = await sqliteStore();
    const copy = await copyDatabase(place, directory);
    if (copy !== undefined) await fill(memory, copy, place);
    return memory;
  } catch (error) {
    throw storeError(place, "the dry run's copy", error);
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}

async function fill(memory: Store, copy: string, place: string): Promise<void> {
  const filed = storeOn(await openDatabase({path: copy, place}), place);
  try {
    for (const incident of await filed.all()) await memory.create(incident);
    for (const item of await filed.quarantined()) await memory.quarantine(item);
  } finally {
    await filed.close();
  }
}
