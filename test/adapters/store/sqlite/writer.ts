import {writeSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Store} from '../../../../functions/core/ports/ports.ts';
import {sampleIncident} from '../incident.ts';

/**
 * A process of its own for the tests of the stores: `writer.ts endless PATH` adds incidents and
 * replaces one until it is killed and prints each acknowledged write; `writer.ts count PATH N` makes
 * N increments of one incident and ends; `writer.ts hold PATH SQL` takes the write
 * lock, runs the SQL and commits 50 ms later. PATH is a file, or `firestore:HOST:PORT/PROJECT` for a
 * project of the Firestore emulator.
 */
const [, , mode, path, more = ''] = process.argv;
if (path === undefined) throw new Error('usage: writer.ts endless|count|hold PATH [N|SQL]');

if (mode === 'hold') hold(path, more);
else await write(await open(path));

async function open(file: string): Promise<Store> {
  say('opening');
  const [, emulator, project] = /^firestore:(.+)\/(.+)$/.exec(file) ?? [];
  if (emulator === undefined || project === undefined) return sqliteStore({path: file});
  const {emulated} = await import('../../../support/firestore.ts');
  return emulated(emulator, project);
}

async function write(store: Store): Promise<void> {
  for (let done = 0; mode === 'endless' || done < Number(more); done++) {
    const version = await increment(store);
    if (mode !== 'endless') continue;
    say(`version ${version}`);
    const id = `i-${version}`;
    say(`${await store.create(sampleIncident({id, key: id}))} ${id}`);
  }
  await store.close();
}

function hold(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(`BEGIN IMMEDIATE; ${sql}`);
  say('held');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  database.exec('COMMIT');
  database.close();
}

/** Adds one to the shared incident, again and again until no other process came first. */
async function increment(store: Store): Promise<number> {
  for (;;) {
    const found = await store.read('shared');
    const {version, work} = found ?? sampleIncident({version: 0});
    const next = sampleIncident({
      id: 'shared',
      version: version + 1,
      work: {rechecks: work.rechecks + 1},
    });
    const answer = found === undefined ? await store.create(next) : await store.replace(next);
    if (answer === 'created' || answer === 'stored') return next.version;
  }
}

/** Past any buffer of this process, so that what was printed was acknowledged. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
