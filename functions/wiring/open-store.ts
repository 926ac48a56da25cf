import {systemClock} from '../adapters/clock.ts';
import {answeredSafely, guardAnsweredSafely} from './safe-first.ts';
import {type Env, EnvError} from '../adapters/env.ts';
import type {GoogleDeps} from '../adapters/google/client/call.ts';
import {snapshotStore} from '../adapters/store/sqlite/snapshot.ts';
import {sqliteStore} from '../adapters/store/sqlite/sqlite-store.ts';
import type {StoreError} from '../core/lib/error.ts';
import type {GuardStore, Log, Store} from '../core/ports/ports.ts';
import type {FirestoreSettings, Settings} from '../core/config/settings.ts';

/** What a store is chosen by and reached with. */
export interface Opening {
  readonly settings: Pick<Settings, 'store'>;
  readonly env: Pick<Env, 'firestoreEmulator' | 'proxy'>;
  readonly google: GoogleDeps;
  /** Hears of what cannot be read and was set aside. */
  readonly log?: Log;
}

/** The incidents' store, and the guard's: the same one where all is one file, or memory. */
export interface Stores {
  readonly store: Store;
  readonly guardStore: GuardStore;
}

/**
 * The stores that the configuration names.
 * @throws StoreError, or EnvError when the world is played and the stores would not be.
 */
export async function openStores(opening: Opening): Promise<Stores> {
  const {firestore, sqlite} = opening.settings.store;
  if (firestore !== undefined) return openFirestore(opening, firestore);
  const now = systemClock.now();
  const damaged = (error: StoreError): void => {
    opening.log?.error('a document was set aside in the quarantine', {error: error.message});
  };
  return both(await sqliteStore(sqlite === undefined ? {} : {path: sqlite, now, damaged}));
}

/**
 * Copies in memory of the stores that the configuration names, which are only read.
 * @throws StoreError or EnvError, as `openStores`.
 */
export async function openSnapshots(opening: Opening): Promise<Stores> {
  const {firestore, sqlite} = opening.settings.store;
  if (firestore === undefined) {
    return both(await (sqlite === undefined ? sqliteStore() : snapshotStore(sqlite)));
  }
  const {marksOver, snapshotOf} = await import('../adapters/store/firestore/snapshot.ts');
  const {store, guardStore} = await openFirestore(opening, firestore);
  return {store: await snapshotOf(store), guardStore: marksOver(guardStore)};
}

/**
 * The stores that the configuration names, to be read only: a file is copied, so that looking at it
 * neither makes nor changes one.
 * @throws StoreError or EnvError, as `openStores`.
 */
export async function openStoresToRead(opening: Opening): Promise<Stores> {
  const {firestore} = opening.settings.store;
  return firestore === undefined ? openSnapshots(opening) : openFirestore(opening, firestore);
}

/** For whoever tells a person that something was written down: each write is safe once it is answered. */
export function answeringSafely({store, guardStore}: Stores): Stores {
  return {store: answeredSafely(store), guardStore: guardAnsweredSafely(guardStore)};
}

function both(store: Store): Stores {
  return {store, guardStore: store};
}

/** Loaded where it is named only, like its library with the first verb. */
async function openFirestore(
  {env, google}: Opening,
  {project, database, guardDatabase}: FirestoreSettings,
): Promise<Stores> {
  const {firestoreEmulator: emulator, proxy} = env;
  if (proxy !== undefined && emulator === undefined) {
    throw new EnvError({
      en: 'store.firestore: no Firestore is played behind MESH_RESPONDER_API_PROXY; set FIRESTORE_EMULATOR_HOST to an emulator, or name a store.sqlite',
      ko: 'store.firestore: MESH_RESPONDER_API_PROXY에는 Firestore가 없습니다. FIRESTORE_EMULATOR_HOST에 에뮬레이터를 설정하거나 store.sqlite를 사용하세요',
    });
  }
  const {firestoreStore} = await import('../adapters/store/firestore/firestore-store.ts');
  const deps = {...google, ...(emulator === undefined ? {} : {emulator})};
  return {
    store: firestoreStore(deps, {project, database}),
    guardStore: firestoreStore(deps, {project, database: guardDatabase}),
  };
}
