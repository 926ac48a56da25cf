import {mkdtemp, rm, copyFile, open, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import type {IncidentPage, Store} from '../../../core/ports/ports.ts';
import {openDatabase} from './open-database.ts';
import {storeError} from './store-error.ts';
import {storeOn} from './sqlite-store.ts';
import {StoreError} from '../../../core/lib/error.ts';

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
    let page: IncidentPage = {incidents: [], next: '0'};
    while (page.next !== undefined) {
      page = await filed.page(page.next);
      for (const incident of page.incidents) await store.create(incident);
    }
    const kept = memory.prepare(
      'INSERT INTO quarantine (seq, at, reason, body, replayed_at) VALUES (?, ?, ?, ?, ?)',
    );
    for (const {id, at, reason, body, replayedAt} of await filed.quarantined())
      kept.run(Number(id), at, reason, body, replayedAt ?? null);
    const marks = database.prepare('SELECT name, version, value FROM marks');
    const mark = memory.prepare('INSERT INTO marks (name, version, value) VALUES (?, ?, ?)');
    for (const {name = '', version = 0, value = ''} of marks.iterate())
      mark.run(name, version, value);
    const looks = database.prepare('SELECT incident, day, version, value FROM looks');
    const look = memory.prepare(
      'INSERT INTO looks (incident, day, version, value) VALUES (?, ?, ?, ?)',
    );
    for (const {incident = '', day = 0, version = 0, value = ''} of looks.iterate())
      look.run(incident, day, version, value);
  } finally {
    await filed.close();
  }
}

/** The write-ahead log's header; its salts change when the log starts anew. */
const walHeader = 32;
/** A copy that a checkpoint spoilt is made again; one every few copies is already a busy file. */
const tries = 20;

/**
 * Copies a database that another process may be writing into `directory`, without opening it with
 * SQLite, which would leave files beside it.
 *
 * The copy is taken as good when the log did not start anew meanwhile: then the copied log holds
 * every page that a checkpoint may have changed under the copy of the main file
 * (https://sqlite.org/walformat.html, "The Checkpoint Algorithm"). Without a log the main file itself
 * must not have changed.
 * @returns the copy's path, or undefined when there is no file.
 * @throws StoreError when the file never stood still.
 */
async function copyDatabase(path: string, directory: string): Promise<string | undefined> {
  const copy = join(directory, 'copy.sqlite');
  for (let count = 0; count < tries; count++) {
    const before = await mark(path);
    if (before === undefined) return undefined;
    await copyFile(path, copy);
    await copyBeside(path, copy, '-journal');
    await copyBeside(path, copy, '-wal');
    if ((await mark(path)) === before && (await copiedWal(copy, before))) return copy;
  }
  const why = `it was being written during each of ${tries} copies`;
  throw new StoreError(`store ${path}: the dry run's copy failed: ${why}; try again`);
}

/** The log's header where there is a log, else what tells that the main file changed. */
async function mark(path: string): Promise<string | undefined> {
  const found = await stat(path, {bigint: true}).catch(missing);
  if (found === undefined) return undefined;
  if (!found.isFile()) throw new StoreError(`store ${path}: it is no file; name another path`);
  return (await header(`${path}-wal`)) ?? `${found.ino}:${found.size}:${found.mtimeNs}`;
}

async function header(path: string): Promise<string | undefined> {
  const handle = await open(path).catch(missing);
  if (handle === undefined) return undefined;
  await using file = handle;
  const {buffer, bytesRead} = await file.read(Buffer.alloc(walHeader), 0, walHeader, 0);
  return bytesRead === walHeader ? buffer.toString('hex') : undefined;
}

async function copiedWal(copy: string, before: string): Promise<boolean> {
  const copied = await header(`${copy}-wal`);
  return copied === undefined ? before.includes(':') : copied === before;
}

async function copyBeside(path: string, copy: string, suffix: string): Promise<void> {
  await copyFile(path + suffix, copy + suffix).catch(missing);
}

/** Turns "no such file" into undefined and throws everything else. */
function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
