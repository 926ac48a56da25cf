import {chmodSync, existsSync} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import {StoreError} from '../../../core/lib/error.ts';
import {sqliteCode, storeError} from './store-error.ts';
import {walFile, type WalFile} from './wal-file.ts';

/** Marks the file as ours, so that no other program's database is ever written ("mesh"). */
const applicationId = 0x6d657368;
const schemaVersion = 6;
/** Milliseconds to wait for another process's write; one takes a few. Node's thread waits with it. */
const busyTimeout = 5000;
/** The switch to WAL fails at once while another process writes; each try waits for that write. */
const walTries = 20;
/** Rows kept in quarantine; the oldest go. */
const quarantineLimit = 10_000;

/**
 * `version` orders the writes of one incident. Times are REAL because the port promises numbers,
 * not whole ones; `doc` holds the truth, the other columns are what queries look for.
 */
const schema = `
  CREATE TABLE incidents (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, epoch INTEGER NOT NULL, version INTEGER NOT NULL,
    state TEXT NOT NULL, standing TEXT NOT NULL, next_look REAL, lease_until REAL,
    opened_at REAL NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incidents_due ON incidents (next_look, id) WHERE next_look IS NOT NULL;
  CREATE INDEX incidents_key ON incidents (key, epoch);
  CREATE INDEX incidents_standing ON incidents (standing);
  CREATE TABLE quarantine (
    seq INTEGER PRIMARY KEY, at REAL NOT NULL, reason TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER quarantine_bound AFTER INSERT ON quarantine BEGIN
    DELETE FROM quarantine WHERE seq <= new.seq - ${quarantineLimit};
  END;
  PRAGMA application_id = ${applicationId};
`;

/** The incident that explains a suppressed one; a document that is no JSON is left for whoever reads it. */
export const explainedBy = "CASE WHEN json_valid(doc) THEN doc ->> '$.reason.incident' END";

/** What each schema version added to the one before; a file is brought up to date when opened. */
const steps: Readonly<Record<number, string>> = {
  1: schema,
  2: `
    CREATE TABLE marks (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, value TEXT NOT NULL
    ) STRICT;
  `,
  3: 'ALTER TABLE quarantine ADD COLUMN replayed_at REAL;',
  4: `
    CREATE INDEX incidents_explained ON incidents (${explainedBy}) WHERE state = 'suppressed';
  `,
  5: `
    CREATE TABLE looks (
      incident TEXT NOT NULL, day INTEGER NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (incident, day)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX looks_day ON looks (day);
  `,
  // Whatever a list asks for stands in its index, so that no document is read but those of the page.
  6: `
    ALTER TABLE incidents ADD COLUMN runbook TEXT;
    ALTER TABLE incidents ADD COLUMN project TEXT;
    UPDATE incidents SET runbook = doc ->> '$.runbook', project = doc ->> '$.target.project'
      WHERE json_valid(doc);
    CREATE INDEX incidents_listed ON incidents (opened_at, id, state, runbook, project);
  `,
};

/** Where a database is, and the name by which errors call it. */
export interface Location {
  /** Absolute, or `:memory:`. */
  readonly path: string;
  readonly place: string;
}

/**
 * Opens the database, creating its tables in a new or empty file. Nothing is written before the
 * file has proved to be new or ours. node:sqlite is loaded here, on first use.
 * @throws StoreError when the directory is missing, the file is of another kind, damaged, not
 * accessible, or written by a newer version.
 */
export async function openDatabase(location: Location): Promise<DatabaseSync> {
  const {path, place} = location;
  if (path !== ':memory:') {
    await requireDirectory(path, place);
    await createPrivate(path);
  }
  const sqlite = await import('node:sqlite');
  let database: DatabaseSync | undefined;
  try {
    database = new sqlite.DatabaseSync(path, {timeout: busyTimeout});
    // With a rollback journal a commit is the journal's end, and FULL does not bring that to the disk:
    // https://sqlite.org/pragma.html#pragma_synchronous
    database.exec('PRAGMA synchronous = EXTRA');
    migrate(database, place);
    useWal(database);
    keepPrivate(path);
    return database;
  } catch (error) {
    database?.close();
    throw storeError(place, 'opening', error);
  }
}

async function requireDirectory(path: string, place: string): Promise<void> {
  const directory = dirname(path);
  const found = await stat(directory).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  const why = `the directory ${directory} does not exist or cannot be entered`;
  throw new StoreError(`store ${place}: opening failed: ${why}; create it, or name another path`);
}

/**
 * What is kept names projects, people and problems: nobody else on the machine reads it. SQLite gives its
 * log the same rights (https://sqlite.org/wal.html#persistence_of_wal_mode). A file of somebody else's is
 * left as it is, and opening it says what is wrong.
 */
async function createPrivate(path: string): Promise<void> {
  try {
    await (await open(path, 'ax', 0o600)).close();
  } catch {
    // It is there, or opening it fails for the same reason, in better words.
  }
}

/**
 * The write-ahead log's commits wait for nobody from here on (`synchronous = NORMAL`): they are there for every process at
 * once, and a power failure takes the newest of them, in their order (https://sqlite.org/pragma.html#pragma_synchronous).
 * Whoever rests anything on one has the log brought to the disk first. Where the file system cannot have a log each commit
 * waits for the disk itself.
 * @returns the log's file; undefined where there is none, or all is in memory.
 */
export function walOf(database: DatabaseSync, {path}: Location): WalFile | undefined {
  const mode = database.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
  if (mode !== 'wal') return undefined;
  database.exec('PRAGMA synchronous = NORMAL');
  return walFile(`${path}-wal`);
}

/** The same for a file of ours that an older version has made. */
function keepPrivate(path: string): void {
  if (path === ':memory:') return;
  try {
    for (const end of ['', '-wal', '-shm']) {
      if (existsSync(path + end)) chmodSync(path + end, 0o600);
    }
  } catch {
    // Of another user, who has given it to this one.
  }
}

function migrate(database: DatabaseSync, place: string): void {
  if (versionOf(database, place) === schemaVersion) return;
  // IMMEDIATE takes the write lock first, so that the second look sees what another process made.
  database.exec('BEGIN IMMEDIATE');
  for (let next = versionOf(database, place) + 1; next <= schemaVersion; next += 1) {
    database.exec(`${steps[next] ?? ''} PRAGMA user_version = ${next};`);
  }
  database.exec('COMMIT');
}

/** The schema's version: 0 for a new file. */
function versionOf(database: DatabaseSync, place: string): number {
  const application = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  const objects = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  if (application === 0 && version === 0 && objects === 0) return 0;
  if (application !== applicationId) {
    const next = 'it was left as it is; name another path';
    throw new StoreError(
      `store ${place}: this SQLite database belongs to another program; ${next}`,
    );
  }
  if (version >= 1 && version <= schemaVersion) return version;
  const why = `the file has schema ${version}, this version of mesh-responder knows ${schemaVersion}`;
  const next = 'it was left as it is; run the newer version, or name another path';
  throw new StoreError(`store ${place}: ${why}; ${next}`);
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/**
 * Write-ahead log: readers and the writer do not wait for each other, a commit costs one fsync, and
 * a process killed at any moment leaves a file that the next one recovers by itself
 * (https://sqlite.org/wal.html). Where the file system cannot do it SQLite keeps its rollback
 * journal, which is as safe and slower.
 */
function useWal(database: DatabaseSync): void {
  for (let tries = 1; ; tries++) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (sqliteCode(error) !== 5 || tries === walTries) throw error;
      // The switch does not wait for a lock; an empty transaction does.
      database.exec('BEGIN IMMEDIATE; COMMIT');
    }
  }
}
