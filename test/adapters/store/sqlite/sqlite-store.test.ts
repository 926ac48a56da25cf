import {documentOf, sampleIncident} from '../incident.ts';
import {StoreError} from '../../../../functions/core/lib/error.ts';
import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, stat, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {DatabaseSync} from 'node:sqlite';
import {promisify} from 'node:util';
import {openDatabase, walOf} from '../../../../functions/adapters/store/sqlite/open-database.ts';
import {sqliteStore, storeOn} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {storeContract} from '../contract.ts';
import {childEnv} from '../../../support/child.ts';

const run = promisify(execFile);
const writer = new URL('writer.ts', import.meta.url).pathname;

let directory = '';
let places = 0;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'store-test-'));
});

after(async () => {
  await rm(directory, {recursive: true});
});

/** A path in this run's directory that nobody has used. */
function fresh(): string {
  return join(directory, `${++places}.sqlite`);
}

storeContract('the SQLite store in a file', () => {
  const path = fresh();
  return Promise.resolve(() => sqliteStore({path}));
});

storeContract('the SQLite store in memory', async () => {
  const store = await sqliteStore();
  return () => Promise.resolve(store);
});

describe('sqliteStore', () => {
  it('keeps incidents over a restart', async () => {
    const path = fresh();
    const first = await sqliteStore({path});
    await first.create(sampleIncident());
    await first.close();

    const second = await sqliteStore({path});

    assert.deepEqual(await second.all(), [sampleIncident()]);
    await second.close();
  });

  it('leaves nothing but the file when it closes', async () => {
    const path = join(directory, 'alone', 'store.sqlite');
    await mkdir(join(directory, 'alone'));

    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    await store.close();

    assert.deepEqual(await readdir(join(directory, 'alone')), ['store.sqlite']);
  });

  it('writes ahead and waits for the disk', async () => {
    const path = fresh();
    const store = await sqliteStore({path});

    const bytes = await readFile(path);

    // Bytes 18 and 19 of the header are 2 in WAL mode: https://sqlite.org/fileformat2.html
    assert.deepEqual([...bytes.subarray(18, 20)], [2, 2]);
    await store.close();
  });

  it('waits with each commit for the disk and the end of the journal where there is no log', async () => {
    const location = {path: fresh(), place: 'of a test'};
    const database = await openDatabase(location);
    const synchronous = () => database.prepare('PRAGMA synchronous').get()?.['synchronous'];
    database.exec('PRAGMA journal_mode = DELETE');
    assert.equal(walOf(database, location), undefined);
    // 1 is NORMAL, 3 is EXTRA.
    assert.equal(synchronous(), 3);
    database.exec('PRAGMA journal_mode = WAL');
    assert.ok(walOf(database, location));
    assert.equal(synchronous(), 1);
    database.close();
  });

  it('waits for the disk for what others have committed, and for what it finds', async () => {
    const location = {path: fresh(), place: 'of a test'};
    const database = await openDatabase(location);
    let flushes = 0;
    const wal = {
      flush() {
        flushes += 1;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
    const store = storeOn(database, location.place, wal);
    const other = await sqliteStore({path: location.path});
    await store.synced();
    assert.equal(flushes, 1, 'nobody knows what a killed process has left');
    await store.synced();
    assert.equal(flushes, 1, 'nothing was committed since');

    await other.create(sampleIncident());
    assert.equal((await store.all()).length, 1);
    await Promise.all([store.synced(), store.synced()]);
    assert.equal(flushes, 2);
    await store.synced();
    assert.equal(flushes, 2);
    await other.close();
    await store.close();
  });

  it('keeps 10,000 quarantined deliveries and drops the oldest', async () => {
    const store = await sqliteStore();

    for (let at = 1; at <= 10_003; at++) await store.quarantine({at, reason: 'r', body: 'b'});

    const kept = await store.quarantined();
    assert.equal(kept.length, 10_000);
    assert.equal(kept[0]?.at, 4);
    await store.close();
  });

  it('says that the directory is missing', async () => {
    await fails({path: join(directory, 'none', 'x.sqlite')}, /directory .*none does not exist/);
  });

  it('says that the path is a directory', async () => {
    await fails({path: directory}, /cannot be opened; check that it is a file/);
  });

  it('leaves a file alone that is no database', async () => {
    const path = fresh();
    await writeFile(path, 'projects:\n  - id: shop-prod\n'.repeat(99));
    await untouched(path, /is no SQLite database; it was left as it is/);
  });

  it('leaves a damaged database alone', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    await store.close();
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(4000, 7)]));
    await untouched(path, /damaged; it was left as it is: restore a copy/);
  });

  it("leaves another program's database alone", async () => {
    const path = fresh();
    command(path, 'CREATE TABLE theirs (a)');
    await untouched(path, /belongs to another program/);
  });

  it('leaves a database of a newer version alone', async () => {
    const path = fresh();
    await (await sqliteStore({path})).close();
    command(path, 'PRAGMA user_version = 99');
    await untouched(path, /has schema 99, this version of mesh-responder knows \d+.*newer version/);
  });

  it('brings a database of the first version up to date and keeps what is in it', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    await store.close();
    command(path, 'DROP TABLE looks');
    command(path, 'DROP INDEX incidents_explained');
    command(path, 'DROP INDEX incidents_listed');
    command(path, 'ALTER TABLE incidents DROP COLUMN runbook');
    command(path, 'ALTER TABLE incidents DROP COLUMN project');
    command(path, 'DROP TABLE marks');
    command(path, 'ALTER TABLE quarantine DROP COLUMN replayed_at');
    command(path, 'PRAGMA user_version = 1');

    const again = await sqliteStore({path});

    assert.deepEqual(await again.all(), [sampleIncident()]);
    const {runbook, target} = sampleIncident();
    assert.equal(await again.total({runbook, project: target.project}), 1);
    assert.equal(await again.setMark({name: 'm', version: 1, value: {}}), 'stored');
    assert.equal(await again.replayed('1', 5), 'unknown');
    const page = {incident: 'i-1', day: 20_000, version: 1, value: {}};
    assert.equal(await again.keepLookPage(page), 'stored');
    await again.close();
  });

  it('forgets what looks rested on after 90 days, when it is opened', async () => {
    const path = fresh();
    const day = 24 * 60 * 60 * 1000;
    const store = await sqliteStore({path});
    for (const at of [20_000, 20_001]) {
      await store.keepLookPage({incident: 'i-1', day: at, version: 1, value: {}});
    }
    await store.close();

    const later = await sqliteStore({path, now: 20_091 * day});

    assert.equal(await later.lookPage('i-1', 20_000), undefined);
    assert.equal((await later.lookPage('i-1', 20_001))?.version, 1);
    await later.close();
  });

  it('sets aside what it cannot read when it is opened to work, and goes on with the rest', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    await store.create(sampleIncident({id: 'fine', key: 'fine'}));
    await store.close();
    command(path, "UPDATE incidents SET doc = '{' WHERE id = 'i-1'");

    const told: string[] = [];
    const damaged = ({message}: Error): unknown => told.push(message);
    const again = await sqliteStore({path, now: 1_000, damaged});
    assert.deepEqual(
      (await again.all()).map(one => one.id),
      ['fine'],
    );
    const [kept, ...more] = await again.quarantined();
    assert.deepEqual([kept?.body, more], ['{', []]);
    assert.match(kept?.reason ?? '', /incident i-1 cannot be read/);
    assert.deepEqual(told, [kept?.reason]);
    await again.close();
  });

  it('sets nothing aside that another process has set aside meanwhile', async () => {
    const path = fresh();
    const first = await sqliteStore({path});
    for (const id of ['i-1', 'i-2']) await first.create(sampleIncident({id}));
    await first.close();
    const other = new DatabaseSync(path);
    other.exec("UPDATE incidents SET doc = '{'");
    const sound = other.prepare("UPDATE incidents SET doc = ? WHERE id = 'i-2'");

    const second = await sqliteStore({
      path,
      now: 1,
      // Both were read by then.
      damaged: () => sound.run(documentOf(sampleIncident({id: 'i-2'}))),
    });

    assert.deepEqual(await second.all(), [sampleIncident({id: 'i-2'})]);
    assert.deepEqual(
      (await second.quarantined()).map(one => one.body),
      ['{'],
    );
    other.close();
    await second.close();
  });

  it('lets nobody else on the machine read it', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    for (const end of ['', '-wal', '-shm']) {
      assert.equal((await stat(path + end)).mode & 0o777, 0o600, end);
    }
    await store.close();
    await chmod(path, 0o644);
    await (await sqliteStore({path})).close();
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it('says which document was edited by hand', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    await store.create(sampleIncident({id: 'fine', key: 'fine'}));

    const edits = [
      ["'{'", /incident i-1 cannot be read: it is no JSON;.*by hand/],
      ["'[]'", /incident i-1 cannot be read: it is no JSON object/],
      [`json_set(doc, '$.state', 'asleep')`, /incident i-1 .*its field state is missing or/],
      [
        `json_remove(doc, '$.intake.entries.lastAt')`,
        /incident i-1 .*its field intake.entries is missing or/,
      ],
      [
        `json_set(doc, '$.outbox.channels.slack', 3)`,
        /incident i-1 .*its field outbox.channels is missing or/,
      ],
      [`json_remove(doc, '$.work')`, /incident i-1 .*its field work is missing or/],
      [
        `json_set(doc, '$.reason.kind', 'verified')`,
        /incident i-1 cannot be read: its state cannot have its reason;.*by hand/,
      ],
      [`json_set(doc, '$.lease', 'me')`, /incident i-1 .*its field lease is missing or/],
      [
        `json_set(doc, '$.work.confirmed', 'yes')`,
        /incident i-1 .*its field work.confirmed is missing/,
      ],
      [
        `json_set(doc, '$.id', 'i-2')`,
        /incident i-1 .*calls itself i-2, version 1, and is kept as version 1/,
      ],
      [`json_set(doc, '$.version', 4)`, /calls itself i-1, version 4, and is kept as version 1/],
    ] as const;
    const original = documentOf(sampleIncident());
    for (const [edit, message] of edits) {
      const given = edit.replace('doc', `'${original}'`);
      command(path, `UPDATE incidents SET doc = ${given} WHERE id = 'i-1'`);
      await assert.rejects(store.read('i-1'), message);
      await assert.rejects(store.all(), message);
      assert.equal((await store.read('fine'))?.id, 'fine');
    }
    await store.close();
  });

  it('keeps a field that a newer version has added', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    await store.create(sampleIncident());
    command(path, `UPDATE incidents SET doc = json_set(doc, '$.novel', 7)`);

    assert.deepEqual(await store.read('i-1'), {...sampleIncident(), novel: 7});
    await store.close();
  });

  it('says in words what SQLite refuses later', async () => {
    const path = fresh();
    const store = await sqliteStore({path});
    command(path, 'DROP TABLE quarantine');

    const error = await store.quarantine({at: 1, reason: 'r', body: 'b'}).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );

    assert(error instanceof StoreError);
    assert.match(error.message, /store .*: quarantine failed: no such table/);
    assert(error.cause instanceof Error);
    await store.close();
  });

  it('opens a file at once from many processes', async function () {
    this.timeout(60_000);
    const path = fresh();

    await Promise.all(
      Array.from({length: 6}, () =>
        run(process.execPath, [writer, 'count', path, '5'], {env: childEnv()}),
      ),
    );

    const store = await sqliteStore({path});
    assert.equal((await store.read('shared'))?.work.rechecks, 30);
    await store.close();
  });

  it('waits for a process that writes while it opens', async () => {
    const path = fresh();
    await (await sqliteStore({path})).close();
    command(path, 'PRAGMA journal_mode = DELETE');
    const ended = await held(path, 'SELECT 1');

    const store = await sqliteStore({path});

    assert.deepEqual(command(path, 'PRAGMA journal_mode'), [{journal_mode: 'wal'}]);
    await store.close();
    await ended();
  });

  it('looks again when another process was first to use a new file', async () => {
    const path = fresh();
    const ended = await held(path, 'CREATE TABLE theirs (a)');

    await fails({path}, /belongs to another program/);

    await ended();
    const tables = command(path, `SELECT name FROM sqlite_schema WHERE type = 'table'`);
    assert.deepEqual(tables, [{name: 'theirs'}]);
  });

  it('loses no update of two processes', async function () {
    this.timeout(60_000);
    const path = fresh();

    const both = [1, 2].map(() =>
      run(process.execPath, [writer, 'count', path, '300'], {env: childEnv()}),
    );
    const [one] = await Promise.all(both);

    const store = await sqliteStore({path});
    const found = await store.read('shared');
    assert.deepEqual([found?.version, found?.work.rechecks], [600, 600]);
    assert.equal(one?.stderr, '', 'node:sqlite warns on this version of Node');
    await store.close();
  });

  it('keeps every acknowledged write of a process that is killed', async function () {
    this.timeout(120_000);
    const path = fresh();
    let version = 0;

    for (let kill = 0; kill < 12; kill++) {
      const lines = await killedAfter(path, kill === 0 ? 1 : 1 + ((kill * 7) % 60));

      const store = await sqliteStore({path});
      const versions = lines.filter(one => one.startsWith('version ')).map(one => +one.slice(8));
      version = Math.max(version, ...versions);
      const found = (await store.read('shared'))?.version ?? 0;
      // One write may have been committed that the kill kept from being printed.
      assert(found === version || found === version + 1, `${found} after ${version}, kill ${kill}`);
      version = found;
      for (const line of lines) {
        if (line.startsWith('created ')) assert(await store.read(line.slice(8)), line);
      }
      await store.close();
      assert.deepEqual(command(path, 'PRAGMA integrity_check'), [{integrity_check: 'ok'}]);
    }
    assert(version > 12, 'the writer must have got somewhere');
  });

  it('costs nothing until it is opened', async () => {
    const url = new URL(
      '../../../../functions/adapters/store/sqlite/sqlite-store.ts',
      import.meta.url,
    ).href;
    const script = `await import('${url}'); console.log(process.moduleLoadList.join('\\n'));`;

    const {stdout} = await run(process.execPath, ['--input-type=module', '-e', script]);

    assert.match(stdout, /NativeModule fs/);
    assert.doesNotMatch(stdout, /sqlite/i);
  });
});

/** Returns once another process holds the write lock, for 50 ms, with something to commit. */
async function held(path: string, sql: string): Promise<() => Promise<unknown>> {
  const child = spawn(process.execPath, [writer, 'hold', path, sql], {
    env: childEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  return () => ended;
}

/** Starts a writer, kills it once it has printed so many lines, and returns all that it printed. */
async function killedAfter(path: string, count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [writer, 'endless', path], {
    env: childEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length === count) child.kill('SIGKILL');
  }
  await ended;
  assert.equal(child.signalCode, 'SIGKILL');
  return lines;
}

async function fails(options: {readonly path: string}, message: RegExp): Promise<void> {
  await assert.rejects(sqliteStore(options), (error: unknown) => {
    assert(error instanceof StoreError);
    assert.match(error.message, message);
    assert(error.message.includes(options.path), 'the error names the file');
    return true;
  });
}

async function untouched(path: string, message: RegExp): Promise<void> {
  const bytes = await readFile(path);
  await fails({path}, message);
  assert.deepEqual(await readFile(path), bytes);
}

/** What somebody else does to the file with SQLite. */
function command(path: string, sql: string): unknown[] {
  const database = new DatabaseSync(path);
  try {
    return database
      .prepare(sql)
      .all()
      .map(row => ({...row}));
  } finally {
    database.close();
  }
}
