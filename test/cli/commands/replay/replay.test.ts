import {at} from '../../../../functions/core/lib/json.ts';
import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {command, type Ran} from '../../../support/command.ts';
import {envelope} from '../../../support/function.ts';
import {play, type Played} from '../../../support/world.ts';

describe('mesh-responder replay', () => {
  let played: Played;

  beforeEach(async () => {
    played = await play({scenario: 'connect-gateway-disabled', timeScale: 200});
  });

  afterEach(() => played.close());

  function replay(...args: readonly string[]): Promise<Ran> {
    return command(['replay', '--config', played.config, ...args], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }

  /** A delivery that an earlier version could not read, one that nobody can, one that is too old. */
  async function quarantined(): Promise<void> {
    const store = await sqliteStore({path: played.store});
    const [entry] = played.sandbox.entries();
    const body = JSON.stringify(envelope(JSON.stringify(entry)));
    const now = Date.now();
    await store.quarantine({at: now - 3 * 3_600_000, reason: 'junk.no-object', body});
    await store.quarantine({at: now, reason: 'junk.no-object', body});
    await store.quarantine({at: now, reason: 'junk.not-json', body: '{"message":'});
    await store.close();
  }

  it('takes a quarantined entry in once, however often it is replayed', async () => {
    await quarantined();
    const dry = await replay('--from', 'quarantine', '--since', '2h', '--dry-run');
    assert.equal(dry.exit, 1, dry.stderr);
    assert.match(
      dry.stdout,
      /Would replay 1\.\nEntries: 1 opened\n {2}left 3: still not to be used/,
    );
    assert.deepEqual(await played.incidents(), []);

    const first = await replay('--from', 'quarantine', '--since', '2h');
    assert.match(first.stdout, /Replayed 1\.\nEntries: 1 opened/);
    const second = await replay('--from', 'quarantine', '--since', '2h');
    assert.match(second.stdout, /Replayed 0\.\n {2}left 3/);

    const [incident, ...more] = await played.incidents();
    assert.deepEqual([incident?.intake.entries.count, more], [1, []]);
    const marks = (await played.quarantined()).map(one => one.replayedAt !== undefined);
    assert.deepEqual(marks, [false, true, false]);
  });

  it('counts an entry once that is replayed although its mark was lost', async () => {
    await quarantined();
    await replay('--from', 'quarantine', '--since', '2h');
    const older = await replay('--from', 'quarantine', '--since', '1d');
    assert.match(older.stdout, /Replayed 1\.\nEntries: 1 duplicate/);
    assert.equal((await played.incidents())[0]?.intake.entries.count, 1);
  });

  it('reads the log with the filters of the runbooks, and changes nothing the second time', async () => {
    const first = await replay('--from', 'log', '--since', '1h');
    assert.equal(first.exit, 0, first.stderr);
    assert.match(first.stdout, /1 opened/);
    const before = (await played.incidents()).map(one => [one.id, one.intake.entries.count]);
    const second = await replay('--from', 'log', '--since', '1h');
    assert.match(second.stdout, /duplicate/);
    assert.doesNotMatch(second.stdout, /opened|joined/);
    assert.deepEqual(
      (await played.incidents()).map(one => [one.id, one.intake.entries.count]),
      before,
    );
  });

  it('answers usage errors with 2', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--since', '1h'], /--from is missing: it is one of dead-letter, quarantine, log/],
      [['--from', 'quarantine'], /--since is missing/],
      [['--from', 'quarantine', '--since', 'soon'], /replay: --since "soon"/],
      [['--from', 'dead-letter', '--since', '1h'], /names no subscription as deadLetters/],
    ];
    for (const [args, says] of cases) {
      const {exit, stderr} = await replay(...args);
      assert.equal(exit, 2);
      assert.match(stderr, says);
    }
  });

  it('says in one digest what old entries of the log were about', async () => {
    const {sandbox} = played;
    sandbox.patch({project: 'shop-prod', enable: ['connectgateway.googleapis.com']});
    const old = new Date(Date.now() - 6 * 3_600_000).toISOString();
    const [entry] = sandbox.entries();
    const lines = Array.from({length: 100}, (_, n) =>
      JSON.stringify({...entry, insertId: `old-${n}`, timestamp: old, receiveTimestamp: old}),
    );
    const file = await played.files.write('old.ndjson', lines.join('\n'));
    const ran = await command(
      ['respond', '--config', played.config, '--entries', file, '--json', '--apply'],
      {env: {MESH_RESPONDER_API_PROXY: sandbox.url, MESH_RESPONDER_TIME_SCALE: '200'}},
    );
    assert.match(ran.stderr, /1 stale, 99 counted/);
    const [digest] = await played.incidents();
    assert.deepEqual([digest?.runbook, at(digest?.reason, 'entries')], ['stale-backlog', 100]);
  });
});
