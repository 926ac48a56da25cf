import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {snapshotStore} from '../../../../functions/adapters/store/sqlite/snapshot.ts';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {storeContract} from '../contract.ts';
import {sampleIncident} from '../incident.ts';
import {childEnv} from '../../../support/child.ts';

const writer = new URL('writer.ts', import.meta.url).pathname;

describe('snapshotStore', () => {
  let directory = '';
  let path = '';

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'snapshot-test-'));
    path = join(directory, 'store.sqlite');
  });

  afterEach(async () => {
    await rm(directory, {recursive: true});
  });

  it('holds what the file holds and writes nothing back', async () => {
    const filed = await sqliteStore({path});
    await filed.create(sampleIncident());
    await filed.quarantine({at: 1, reason: 'r', body: 'a'});
    await filed.quarantine({at: 1, reason: 'r', body: 'b'});
    const kept = await filed.quarantined();
    await filed.replayed(kept[1]?.id ?? '', 9);
    const mark = {name: 'poll/harbor', version: 1, value: {since: 5}};
    await filed.setMark(mark);
    await filed.setMark({...mark, version: 2});
    await filed.close();
    const before = await fingerprint(directory);

    const snapshot = await snapshotStore(path);

    assert.deepEqual(await snapshot.all(), [sampleIncident()]);
    assert.deepEqual(await snapshot.quarantined(), [kept[0], {...kept[1], replayedAt: 9}]);
    assert.deepEqual(await snapshot.mark(mark.name), {...mark, version: 2});
    assert.equal(await snapshot.replace(sampleIncident({version: 2})), 'stored');
    await snapshot.close();
    assert.deepEqual(await fingerprint(directory), before);
  });

  it('sees what is still in the write-ahead log of a running process', async () => {
    const filed = await sqliteStore({path});
    await filed.create(sampleIncident());
    const before = await fingerprint(directory);
    assert.equal(before.length, 3, 'the file, its log and its index');

    const snapshot = await snapshotStore(path);

    assert.deepEqual(await snapshot.all(), [sampleIncident()]);
    assert.deepEqual(await fingerprint(directory), before);
    await snapshot.close();
    await filed.close();
  });

  it('recovers a copy of what a killed process left, and not the original', async () => {
    const filed = await sqliteStore({path});
    await filed.create(sampleIncident());
    const left = join(directory, 'left');
    await mkdir(left);
    for (const suffix of ['', '-wal']) {
      await copyFile(path + suffix, join(left, `store.sqlite${suffix}`));
    }
    await filed.close();
    const before = await fingerprint(left);

    const snapshot = await snapshotStore(join(left, 'store.sqlite'));

    assert.deepEqual(await snapshot.all(), [sampleIncident()]);
    assert.deepEqual(await fingerprint(left), before);
    await snapshot.close();
  });

  it('is whole while another process writes', async function () {
    this.timeout(60_000);
    const child = spawn(process.execPath, [writer, 'endless', path], {
      env: childEnv(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    let last = 0;
    for await (const line of createInterface(child.stdout)) {
      if (!line.startsWith('version ')) continue;
      last = Number(line.slice(8));
      if (last % 40 !== 0) continue;
      const snapshot = await snapshotStore(path);
      const all = await snapshot.all();
      await snapshot.close();
      const shared = all.find(one => one.id === 'shared');
      assert(shared !== undefined && shared.version >= last);
      // Incident i-N is written after version N and before version N + 1.
      assert(all.length === shared.version || all.length === shared.version + 1);
      if (last >= 200) child.kill('SIGKILL');
    }
    await ended;
    assert(last >= 200);
  });

  it('is empty for a missing file, and creates none', async () => {
    const snapshot = await snapshotStore(join(directory, 'none', 'store.sqlite'));

    assert.deepEqual(await snapshot.all(), []);
    await snapshot.close();
    assert.deepEqual(await readdir(directory), []);
  });

  it('names the file and not its copy when it cannot be read', async () => {
    await writeFile(path, 'no database '.repeat(99));

    await assert.rejects(snapshotStore(path), {
      message: `store ${path}: opening failed: the file is no SQLite database; it was left as it is: name another path, or move the file away`,
    });
    await assert.rejects(snapshotStore(directory), /it is no file; name another path/);
    await assert.rejects(snapshotStore(join(path, 'x')), /dry run's copy failed: ENOTDIR/);
  });

  it('gives up in words when the file never stands still', async () => {
    await (await sqliteStore({path})).close();
    const stop = new AbortController();
    const touching = (async () => {
      for (let time = 1; !stop.signal.aborted; time++) await utimes(path, time, time);
    })();

    try {
      await assert.rejects(snapshotStore(path), /was being written during each of 20 copies/);
    } finally {
      stop.abort();
      await touching;
    }
  });

  it('leaves no copies behind', async () => {
    await (await sqliteStore({path})).close();
    const temporary = join(directory, 'temporary');
    await mkdir(temporary);
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
    try {
      await (await snapshotStore(path)).close();
      await writeFile(path, 'x'.repeat(999));
      await assert.rejects(snapshotStore(path));
    } finally {
      if (usual === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = usual;
    }

    assert.deepEqual(await readdir(temporary), []);
  });
});

storeContract('the snapshot store', async () => {
  const store = await snapshotStore(join(tmpdir(), 'no-such-directory', 'store.sqlite'));
  return () => Promise.resolve(store);
});

/** Every file of a directory with its bytes and its time of change. */
async function fingerprint(directory: string): Promise<readonly unknown[]> {
  const names = (await readdir(directory)).sort();
  return Promise.all(
    names.map(async name => {
      const path = join(directory, name);
      const found = await stat(path, {bigint: true});
      return [name, found.mtimeNs, found.isFile() ? await readFile(path, 'base64') : 'directory'];
    }),
  );
}
