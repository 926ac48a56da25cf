import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {sideBySide} from '../../functions/engine/lib/concurrency.ts';
import type {Store} from '../../functions/core/ports/ports.ts';
import {sampleIncident} from '../../test/adapters/store/incident.ts';
import {firestoreEmulator} from '../../test/support/emulator.ts';
import {emulated} from '../../test/support/firestore.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {StoreRow} from '../figures/parts.ts';
import {percentile} from '../figures/percentile.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {median} from '../lib/measure.ts';
import type {Stage} from '../lib/stage.ts';

/** An incident is opened, and written so often again before its first message. */
const writesEach = 6;
const widths = [1, 16] as const;
const each = 200;

/** What a store took for some incidents: how long in all, and each write until it was safe. */
interface Took {
  readonly seconds: number;
  readonly writesMs: readonly number[];
}

interface Kind {
  readonly name: string;
  /** Opens an empty store. */
  readonly open: () => Promise<Store>;
}

/** The same writes through both stores: a file of SQLite and the Firestore emulator, one incident at a time and sixteen. */
export async function stores(_: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const rounds = roundsOf(effort, 5);
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-stores-'));
  const host = await firestoreEmulator();
  let serial = 0;
  const fresh = (): string => `bench-${(serial += 1)}`;
  const sqlite: Kind = {
    name: 'SQLite, a file',
    open: () => sqliteStore({path: join(folder, `${fresh()}.sqlite`)}),
  };
  const kinds: readonly Kind[] =
    host === undefined
      ? [sqlite]
      : [
          sqlite,
          {
            name: 'Firestore, its emulator',
            open: () => Promise.resolve(emulated(host, fresh())),
          },
        ];
  try {
    const rows: StoreRow[] = [];
    for (const width of widths) rows.push(...(await inTurn(kinds, width, rounds)));
    const missing = 'the Firestore emulator (gcloud components install cloud-firestore-emulator)';
    const part = {made: madeNow(rounds), writesEach, rows};
    return {stores: host === undefined ? {...part, missing} : part};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function inTurn(
  kinds: readonly Kind[],
  width: number,
  rounds: number,
): Promise<readonly StoreRow[]> {
  const took = kinds.map((): Took[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, {open}] of kinds.entries()) {
      const store = await open();
      const one = await filled(store, width);
      await store.close();
      // The first round is for the compilers, Java's too.
      if (round >= 0) took[index]?.push(one);
    }
  }
  return kinds.map(({name}, index) => {
    const all = took[index] ?? [];
    const writes = all.flatMap(one => one.writesMs);
    return {
      store: name,
      incidents: each,
      width,
      perSecond: median(all.map(one => each / one.seconds)),
      p50Ms: percentile(writes, 50),
      p99Ms: percentile(writes, 99),
    };
  });
}

/** Opens incidents and takes each through its writes, as an attempt does: whatever reaches outside waits until its write is safe. */
async function filled(store: Store, width: number): Promise<Took> {
  const writesMs: number[] = [];
  const safely = async (write: () => Promise<string>, wanted: string): Promise<void> => {
    const began = performance.now();
    const done = await write();
    await store.synced();
    writesMs.push(performance.now() - began);
    if (done !== wanted) throw new Error(`a write was ${done} in the place of ${wanted}`);
  };
  const began = performance.now();
  await sideBySide(
    Array.from({length: each}, (_, at) => at),
    async at => {
      const opened = sampleIncident({id: `bench-${at}`, key: `bench|shop-prod|||${at}|`});
      await safely(() => store.create(opened), 'created');
      for (let version = 2; version <= writesEach; version += 1)
        await safely(() => store.replace({...opened, version}), 'stored');
    },
    width,
  );
  return {seconds: (performance.now() - began) / 1000, writesMs};
}
