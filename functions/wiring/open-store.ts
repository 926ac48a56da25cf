import {systemClock} from '../adapters/clock.ts';
import {type Env, EnvError} from '../adapters/env.ts';
import type {GoogleDeps} from '../adapters/google/client/call.ts';
import {snapshotStore} from '../adapters/store/sqlite/snapshot.ts';
import {sqliteStore} from '../adapters/store/sqlite/sqlite-store.ts';
import type {StoreError} from '../core/lib/error.ts';
import type {Log, Store} from '../core/ports/ports.ts';
import type {Settings, StoreSettings} from '../core/config/settings.ts';

/** What a store is chosen by and reached with. */
export interface Opening {
  readonly settings: Pick<Settings, 'store'>;
  readonly env: Pick<Env, 'firestoreEmulator' | 'proxy'>;
  readonly google: GoogleDeps;
  /** Hears of what cannot be read and was set aside. */
  readonly log?: Log;
}

/**
 * The store that the configuration names.
 * @throws StoreError, or EnvError when the world is played and the store would not be.
 */
export async function openStore(opening: Opening): Promise<Store> {
  const {firestore, sqlite} = opening.settings.store;
  if (firestore !== undefined) return openFirestore(opening, firestore);
  const now = systemClock.now();
  const damaged = (error: StoreError): void => {
    opening.log?.error('a document was set aside in the quarantine', {error: error.message});
  };
  return sqliteStore(sqlite === undefined ? {} : {path: sqlite, now, damaged});
}

/**
 * A copy in memory of the store that the configuration names, which is only read.
 * @throws StoreError or EnvError, as `openStore`.
 */
export async function openSnapshot(opening: Opening): Promise<Store> {
  const {firestore, sqlite} = opening.settings.store;
  if (firestore === undefined) return sqlite === undefined ? sqliteStore() : snapshotStore(sqlite);
  const {snapshotOf} = await import('../adapters/store/firestore/snapshot.ts');
  return snapshotOf(await openFirestore(opening, firestore));
}

/**
 * The store that the configuration names, to be read only: a file is copied, so that looking at it
 * neither makes nor changes one.
 * @throws StoreError or EnvError, as `openStore`.
 */
export async function openToRead(opening: Opening): Promise<Store> {
  const {firestore} = opening.settings.store;
  return firestore === undefined ? openSnapshot(opening) : openFirestore(opening, firestore);
}

/** Loaded where it is named only, like its library with the first verb. */
async function openFirestore(
  {env, google}: Opening,
  place: NonNullable<StoreSettings['firestore']>,
): Promise<Store> {
  const {firestoreEmulator: emulator, proxy} = env;
  if (proxy !== undefined && emulator === undefined) {
    throw new EnvError(
      'store.firestore: no Firestore is played behind MESH_RESPONDER_API_PROXY; set FIRESTORE_EMULATOR_HOST to an emulator, or name a store.sqlite',
    );
  }
  const {firestoreStore} = await import('../adapters/store/firestore/firestore-store.ts');
  return firestoreStore({...google, ...(emulator === undefined ? {} : {emulator})}, place);
}
