import {resolve} from 'node:path';
import type {DatabaseSync, SQLInputValue, SQLOutputValue} from 'node:sqlite';
import {approvalMark} from '../../../core/guard/consent.ts';
import {StoreError} from '../../../core/lib/error.ts';
import {dueAt, type Incident, standing} from '../../../core/incident/incident.ts';
import type {IncidentFilter, ListPlace} from '../../../core/incident/listing.ts';
import type {Kept, LookPage, Mark, Store} from '../../../core/ports/ports.ts';
import {
  parseIncident,
  parseLookPage,
  parseMark,
  stateOf,
  UnreadableError,
  writeIncident,
} from '../incident-codec.ts';
import {answerKept, quarantinedKept, clampQuarantined} from '../retention.ts';
import {closedIncidentKept} from '../../../core/incident/kept.ts';
import {diskSync, noSync} from './disk-sync.ts';
import {dayOf, looksKept} from '../../../core/looks/look-page.ts';
import {explainedBy, openDatabase, walOf} from './open-database.ts';
import {storeError} from './store-error.ts';
import type {WalFile} from './wal-file.ts';

type Row = Record<string, SQLOutputValue>;

/** Where the embedded store is opened, and when. */
export interface SqliteOptions {
  /** Absent: in memory. */
  readonly path?: string;
  /**
   * Epoch milliseconds: what is past its retention by then is deleted, and what cannot be read is set aside.
   * Absent: nothing is.
   */
  readonly now?: number;
  /** Hears of each document that was set aside, and why. */
  readonly damaged?: (error: StoreError) => void;
}

/**
 * The embedded store: one SQLite file, or memory when `path` is absent. Any number of processes on
 * this machine may have the file open. A write is there for all of them once it is answered, and on the disk once `synced`
 * is. While another process writes, a verb waits up to 5 s and the whole thread with it.
 * @throws StoreError; see `openDatabase`. Every verb rejects with `StoreError`.
 */
export async function sqliteStore(options: SqliteOptions = {}): Promise<Store> {
  const path = options.path === undefined ? ':memory:' : resolve(options.path);
  const place = options.path === undefined ? 'in memory' : path;
  const database = await openDatabase({path, place});
  if (options.now !== undefined) {
    forget(database, place, options.now);
    setAside(database, place, options.now, options.damaged);
  }
  return storeOn(database, place, walOf(database, {path, place}));
}

/** Deletes what is past its retention; a document that is no JSON is left for whoever reads it. */
function forget(database: DatabaseSync, place: string, now: number): void {
  try {
    database
      .prepare(
        `DELETE FROM incidents WHERE standing = 'closed' AND
          CASE WHEN json_valid(doc)
            THEN COALESCE(doc ->> '$.work.changedAt', doc ->> '$.closedAt', doc ->> '$.changedAt')
          END < ?`,
      )
      .run(now - closedIncidentKept);
    database.prepare('DELETE FROM quarantine WHERE at < ?').run(now - quarantinedKept);
    database.prepare('DELETE FROM looks WHERE day < ?').run(dayOf(now - looksKept));
    database
      .prepare(
        `DELETE FROM marks WHERE name GLOB ? AND
          CASE WHEN json_valid(value) THEN value ->> '$.at' END < ?`,
      )
      .run(approvalMark('*'), now - answerKept);
  } catch (error) {
    database.close();
    throw storeError(place, 'opening', error);
  }
}

/**
 * Moves each document that cannot be read to the quarantine, as it is: one of them must not keep everything
 * else from being worked on.
 */
function setAside(
  database: DatabaseSync,
  place: string,
  now: number,
  damaged: SqliteOptions['damaged'],
): void {
  try {
    const keep = database.prepare('INSERT INTO quarantine (at, reason, body) VALUES (?, ?, ?)');
    const remove = database.prepare('DELETE FROM incidents WHERE id = ?');
    const again = database.prepare('SELECT doc FROM incidents WHERE id = ?');
    for (const {id, version, doc} of database
      .prepare('SELECT id, version, doc FROM incidents')
      .all()) {
      try {
        parseIncident(place, String(id), version, doc);
      } catch (error) {
        // A newer version wrote it: that one reads it.
        if (!(error instanceof UnreadableError)) throw error;
        database.exec('BEGIN IMMEDIATE');
        // Another process that opens it may have been first, and have a sound one in its place by now.
        const found = again.get(String(id))?.['doc'] === doc;
        if (found) {
          const item = clampQuarantined({at: now, reason: error.message, body: String(doc)});
          keep.run(item.at, item.reason, item.body);
          remove.run(String(id));
        }
        database.exec('COMMIT');
        if (found) damaged?.(error);
      }
    }
  } catch (error) {
    database.close();
    throw storeError(place, 'opening', error);
  }
}

/**
 * The verbs of the store on a database that `openDatabase` has opened; `place` names it in errors.
 * @param wal has what was committed brought to the disk; without it there is no disk to wait for.
 */
export function storeOn(database: DatabaseSync, place: string, wal?: WalFile): Store {
  const disk = wal === undefined ? noSync : diskSync(() => wal.flush(), place);
  const statements = prepare(database);
  const committedElsewhere = commitsElsewhere(database);

  const incidents = (rows: readonly Row[]) =>
    rows.map(row => parseIncident(place, String(row['id']), row['version'], row['doc']));

  const pagesOf = (rows: readonly Row[]) => rows.map(row => lookPage(place, row));

  /** Runs a verb at once; what it throws becomes the rejection. */
  const run = <T>(verb: string, work: () => T): Promise<T> =>
    new Promise((done, fail) => {
      try {
        if (!database.isOpen) throw new StoreError(`store ${place}: ${verb} failed: it is closed`);
        done(work());
      } catch (error) {
        fail(storeError(place, verb, error));
      }
    });

  const write = <T>(verb: string, work: () => T): Promise<T> =>
    run(verb, () => {
      disk.check();
      const result = work();
      disk.committed();
      return result;
    });

  return {
    create: incident =>
      write('create', () =>
        statements.create.run(columns(incident)).changes === 1 ? 'created' : 'exists',
      ),
    read: id => run('read', () => incidents(statements.read.all(id))[0]),
    latest: key => run('latest', () => incidents(statements.latest.all(key))[0]),
    replace: incident =>
      write('replace', () =>
        statements.replace.run(columns(incident)).changes === 1 ? 'stored' : 'stale',
      ),
    due: (now, limit) =>
      run('due', () =>
        statements.due.all(now, now, Math.max(0, limit)).map(row => ({
          id: String(row['id']),
          key: String(row['key']),
          state: stateOf(row['state']),
        })),
      ),
    earliest: () =>
      run('earliest', () => {
        const at = statements.earliest.get()?.['at'];
        return typeof at === 'number' ? at : undefined;
      }),
    ahead: limit => run('ahead', () => statements.ahead.all(limit).map(row => String(row['id']))),
    explained: cause =>
      run('explained', () => statements.explained.all(cause).map(row => String(row['id']))),
    open: () => run('open', () => incidents(statements.open.all())),
    all: () => run('all', () => incidents(statements.all.all())),
    page: after =>
      run('page', () => {
        const rows = statements.page.all(Number(after ?? 0), pageSize);
        const last = rows.at(-1)?.['rowid'];
        const isWhole = rows.length === pageSize;
        return {incidents: incidents(rows), ...(isWhole ? {next: String(last)} : {})};
      }),
    listed: (filter, {limit, after}) =>
      run('listed', () =>
        incidents(statements.listed.all({...listed(filter, after), limit: Math.max(0, limit)})),
      ),
    total: filter => run('total', () => Number(statements.total.get(listed(filter))?.['n'])),
    quarantine: item =>
      write('quarantine', () => {
        const {at, reason, body} = clampQuarantined(item);
        statements.keep.run(at, reason, body);
      }),
    quarantined: () => run('quarantined', () => statements.quarantined.all().map(kept)),
    replayed: (id, at) =>
      write('replayed', () => {
        if (statements.replayed.run(at, id).changes === 1) return 'marked';
        return statements.isKept.get(id) === undefined ? 'unknown' : 'already';
      }),
    mark: name => run('mark', () => statements.mark.all(name).map(row => mark(place, row))[0]),
    marks: prefix =>
      run('marks', () =>
        statements.marks.all({prefix, length: prefix.length}).map(row => mark(place, row)),
      ),
    setMark: ({name, version, value}) =>
      write('setMark', () => {
        const doc = JSON.stringify(value);
        const {changes} =
          version === 1
            ? statements.newMark.run(name, doc)
            : statements.setMark.run(version, doc, name, version - 1);
        return changes === 1 ? 'stored' : 'stale';
      }),
    lookPage: (incident, day) =>
      run('lookPage', () => pagesOf(statements.lookPage.all(incident, day))[0]),
    // Nothing rests on it: it makes nobody wait for the disk.
    keepLookPage: ({incident, day, version, value}) =>
      run('keepLookPage', () => {
        const doc = JSON.stringify(value);
        const {changes} =
          version === 1
            ? statements.newLookPage.run(incident, day, doc)
            : statements.setLookPage.run(version, doc, incident, day, version - 1);
        return changes === 1 ? 'stored' : 'stale';
      }),
    lookPages: day => run('lookPages', () => pagesOf(statements.lookPages.all(day))),
    async synced() {
      if (wal !== undefined && database.isOpen) {
        await run('synced', () => {
          // Whoever has read it rests on it, whoever wrote it.
          if (committedElsewhere()) disk.committed();
        });
      }
      await disk.synced();
    },
    async close() {
      // Whoever ends has nothing more to lose: what the disk refused was told to whoever rested on it.
      await disk.synced().catch(() => undefined);
      await wal?.close();
      if (database.isOpen) database.close();
    },
  };
}

/**
 * Tells whether another process has committed since the last time it was asked. The first time nobody knows: one that was
 * killed may have left what is there for all and not on the disk (https://sqlite.org/pragma.html#pragma_data_version).
 */
function commitsElsewhere(database: DatabaseSync): () => boolean {
  const version = database.prepare('PRAGMA data_version');
  let seen: unknown;
  return () => {
    const before = seen;
    seen = version.get()?.['data_version'];
    return seen !== before;
  };
}

/** Incidents of one page: some megabytes. */
const pageSize = 200;

/** A lease that ends in this very millisecond still holds. */
const freeAt = 'MAX(next_look, COALESCE(lease_until + 1, 0))';
const dueWhere = 'next_look <= ? AND (lease_until IS NULL OR lease_until < ?)';

const selectLooks = 'SELECT incident, day, version, value FROM looks';
/** A state, a runbook or a project that is null stands for every one. */
const listedWhere = `opened_at >= :fromTime
  AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))
  AND (:runbook IS NULL OR runbook = :runbook) AND (:project IS NULL OR project = :project)`;

/** What `listedWhere` is filled with; times outside of SQLite's numbers do not exist. */
function listed(
  {states, runbook, project, from}: IncidentFilter,
  after?: ListPlace,
): Record<string, SQLInputValue> {
  return {
    states: states === undefined ? null : JSON.stringify(states),
    runbook: runbook ?? null,
    project: project ?? null,
    fromTime: Math.max(from ?? -Number.MAX_VALUE, -Number.MAX_VALUE),
    afterTime: after?.openedAt ?? Number.MAX_VALUE,
    afterId: after?.id ?? '',
  };
}

function prepare(database: DatabaseSync) {
  const select = 'SELECT id, version, doc FROM incidents';
  return {
    create: database.prepare(`
      INSERT INTO incidents
        (id, key, epoch, version, state, standing, next_look, lease_until, opened_at, runbook,
          project, doc)
      VALUES (:id, :key, :epoch, :version, :state, :standing, :nextLook, :leaseUntil, :openedAt,
        :runbook, :project, :doc)
      ON CONFLICT (id) DO NOTHING`),
    replace: database.prepare(`
      UPDATE incidents SET key = :key, epoch = :epoch, version = :version, state = :state,
        standing = :standing, next_look = :nextLook, lease_until = :leaseUntil,
        opened_at = :openedAt, runbook = :runbook, project = :project, doc = :doc
      WHERE id = :id AND version = :version - 1`),
    explained: database.prepare(`
      SELECT id FROM incidents
      WHERE state = 'suppressed' AND ${explainedBy} = ?
      ORDER BY id`),
    read: database.prepare(`${select} WHERE id = ?`),
    latest: database.prepare(
      `${select} WHERE key = ? ORDER BY epoch DESC, opened_at DESC, id DESC LIMIT 1`,
    ),
    due: database.prepare(
      `SELECT id, key, state FROM incidents WHERE ${dueWhere} ORDER BY next_look, id LIMIT ?`,
    ),
    earliest: database.prepare(
      `SELECT MIN(${freeAt}) AS at FROM incidents WHERE next_look IS NOT NULL`,
    ),
    ahead: database.prepare(
      `SELECT id FROM incidents WHERE next_look IS NOT NULL AND ${freeAt} > ? ORDER BY id`,
    ),
    open: database.prepare(`${select} WHERE standing IN ('open', 'parked') ORDER BY opened_at, id`),
    all: database.prepare(`${select} ORDER BY opened_at, id`),
    // Rows are never deleted but when the file is opened, and keep their numbers till then.
    page: database.prepare(
      'SELECT rowid, id, version, doc FROM incidents WHERE rowid > ? ORDER BY rowid LIMIT ?',
    ),
    listed: database.prepare(`
      ${select} WHERE id IN (
        SELECT id FROM incidents INDEXED BY incidents_listed WHERE ${listedWhere}
          AND (opened_at, id) < (:afterTime, :afterId)
        ORDER BY opened_at DESC, id DESC LIMIT :limit
      ) ORDER BY opened_at DESC, id DESC`),
    total: database.prepare(
      `SELECT count(*) AS n FROM incidents INDEXED BY incidents_listed WHERE ${listedWhere}
        AND (opened_at, id) < (:afterTime, :afterId)`,
    ),
    keep: database.prepare('INSERT INTO quarantine (at, reason, body) VALUES (?, ?, ?)'),
    quarantined: database.prepare(
      'SELECT seq, at, reason, body, replayed_at FROM quarantine ORDER BY seq',
    ),
    replayed: database.prepare(
      'UPDATE quarantine SET replayed_at = ? WHERE seq = CAST(? AS INTEGER) AND replayed_at IS NULL',
    ),
    isKept: database.prepare('SELECT seq FROM quarantine WHERE seq = CAST(? AS INTEGER)'),
    mark: database.prepare('SELECT name, version, value FROM marks WHERE name = ?'),
    marks: database.prepare(
      'SELECT name, version, value FROM marks WHERE name >= :prefix AND substr(name, 1, :length) = :prefix ORDER BY name',
    ),
    newMark: database.prepare(
      'INSERT INTO marks (name, version, value) VALUES (?, 1, ?) ON CONFLICT (name) DO NOTHING',
    ),
    setMark: database.prepare(
      'UPDATE marks SET version = ?, value = ? WHERE name = ? AND version = ?',
    ),
    lookPage: database.prepare(`${selectLooks} WHERE incident = ? AND day = ?`),
    newLookPage: database.prepare(
      'INSERT INTO looks (incident, day, version, value) VALUES (?, ?, 1, ?) ON CONFLICT DO NOTHING',
    ),
    setLookPage: database.prepare(
      'UPDATE looks SET version = ?, value = ? WHERE incident = ? AND day = ? AND version = ?',
    ),
    lookPages: database.prepare(`${selectLooks} WHERE day = ? ORDER BY incident`),
  };
}

function columns(incident: Incident): Record<string, SQLInputValue> {
  return {
    id: incident.id,
    key: incident.key,
    epoch: incident.epoch,
    version: incident.version,
    state: incident.state,
    standing: standing(incident.state),
    nextLook: dueAt(incident) ?? null,
    leaseUntil: incident.lease?.until ?? null,
    openedAt: incident.openedAt,
    runbook: incident.runbook,
    project: incident.target.project,
    doc: writeIncident(incident),
  };
}

function mark(place: string, row: Row): Mark {
  return parseMark(place, String(row['name']), Number(row['version']), row['value']);
}

function lookPage(place: string, {incident, day, version, value}: Row): LookPage {
  return parseLookPage(place, {incident: String(incident), day, version, doc: value});
}

function kept({seq, at, reason, body, replayed_at: replayedAt}: Row): Kept {
  return {
    id: String(seq),
    at: Number(at),
    reason: String(reason),
    body: String(body),
    ...(typeof replayedAt === 'number' ? {replayedAt} : {}),
  };
}
