import {plainLog} from '../../adapters/log.ts';
import type {Deps} from '../../engine/lib/context.ts';
import {compose} from '../../wiring/compose.ts';
import {loadConfigWithoutChat} from '../../wiring/load-config.ts';
import {type Given, usage} from '../shell/args.ts';
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
  const settings = await loadConfigWithoutChat(configOf(command, given, io), io.env);
  if (settings.store.sqlite === undefined && settings.store.firestore === undefined) {
    throw usage(command, 'the configuration names no store: what is kept in memory is not shared');
  }
  const log = plainLog(text => {
    io.err(text);
  }, false);
  const deps = await compose({settings, env: io.env, log});
  try {
    return await work(deps);
  } finally {
    await Promise.all([deps.store.close(), deps.guardStore.close()]);
  }
}

/** The configuration file: --config, or the one that the functions use. @throws UsageError. */
export function configOf(command: string, given: Given, io: Io): string {
  const path = given.text('config') ?? io.env.config;
  if (path !== undefined) return path;
  throw usage(command, '--config is missing, and MESH_RESPONDER_CONFIG is not set');
}
