import {plainLog} from '../../adapters/log.ts';
import type {Deps} from '../../engine/lib/context.ts';
import type {Settings} from '../../core/config/settings.ts';
import {compose, googleDeps} from '../../wiring/compose.ts';
import {
  answeringSafely,
  openStores,
  openStoresToRead,
  type Stores,
} from '../../wiring/open-store.ts';
import {loadConfigWithoutChat} from '../../wiring/load-config.ts';
import type {Given} from '../shell/args.ts';
import {usage} from '../shell/usage-error.ts';
import {hintStoreFile, noStore} from './refusals.ts';
import type {Io} from '../shell/command.ts';

/**
 * Opens the store that the configuration names, runs `work` on it, and closes it.
 * @throws UsageError without a configuration, or when it names no store.
 */
export async function withStore<T>(
  command: string,
  given: Given,
  io: Io,
  work: (deps: Deps) => Promise<T>,
): Promise<T> {
  const settings = await storedSettings(command, given, io);
  const log = plainLog(text => {
    io.err(text);
  }, false);
  const start = {settings, env: io.env, log};
  const stores = await openStores({...start, google: googleDeps(start)});
  const deps = await compose(start, answeringSafely(stores));
  try {
    return await work(deps);
  } finally {
    await Promise.all([deps.store.close(), deps.guardStore.close()]);
  }
}

/**
 * The same for whoever only reads: a file is copied, so that looking at it neither makes nor changes one.
 * @throws UsageError without a configuration, or when it names no store.
 */
export async function withStoreToRead<T>(
  command: string,
  given: Given,
  io: Io,
  work: (deps: Stores & Pick<Deps, 'settings'>) => Promise<T>,
): Promise<T> {
  const settings = await storedSettings(command, given, io);
  hintStoreFile(command, settings, io);
  const {env} = io;
  const stores = await openStoresToRead({settings, env, google: googleDeps({env})});
  try {
    return await work({...stores, settings});
  } finally {
    await Promise.all([stores.store.close(), stores.guardStore.close()]);
  }
}

async function storedSettings(command: string, given: Given, io: Io): Promise<Settings> {
  const settings = await loadConfigWithoutChat(configOf(command, given, io), io.env);
  const {sqlite, firestore} = settings.store;
  if (sqlite === undefined && firestore === undefined) throw usage(command, noStore);
  return settings;
}

/** The configuration file: --config, or the one that the functions use. @throws UsageError. */
export function configOf(command: string, given: Given, io: Io): string {
  const path = given.text('config') ?? io.env.config;
  if (path !== undefined) return path;
  throw usage(command, {
    en: '--config is missing, and MESH_RESPONDER_CONFIG is not set; no configuration yet? mesh-responder init',
    ko: '--config 값이 없고 MESH_RESPONDER_CONFIG도 설정되지 않았습니다. 구성이 아직 없으면 mesh-responder init을 실행하세요',
  });
}
