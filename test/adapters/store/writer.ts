import {writeSync} from 'node:fs';
import {sqliteStore} from '../../../functions/adapters/store/sqlite.ts';
import type {Store} from '../../../functions/core/ports.ts';
import {sampleIncident} from './incident.ts';

/**
 * A process of its own for the tests of `sqliteStore`: `writer.ts endless PATH` adds incidents and
 * replaces one until it is killed and prints each acknowledged write; `writer.ts count PATH N` makes
 * N increments of one incident and ends.
 */
const [, , mode, path, count] = process.argv;
if (path === undefined) throw new Error('usage: writer.ts endless|count PATH [N]');

say('opening');
const store = await sqliteStore({path});
if (mode === 'endless') {
  for (;;) {
    const version = await increment(store);
    say(`version ${version}`);
    const id = `i-${version}`;
    say(`${await store.create(sampleIncident({id, key: id}))} ${id}`);
  }
} else {
  for (let done = 0; done < Number(count); done++) await increment(store);
  await store.close();
}

/** Adds one to the shared incident, again and again until no other process came first. */
async function increment(store: Store): Promise<number> {
  for (;;) {
    const found = await store.read('shared');
    const {version, attempts} = found ?? {version: 0, attempts: 0};
    const next = sampleIncident({id: 'shared', version: version + 1, attempts: attempts + 1});
    const answer = found === undefined ? await store.create(next) : await store.replace(next);
    if (answer === 'created' || answer === 'stored') return next.version;
  }
}

/** Past any buffer of this process, so that what was printed was acknowledged. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
