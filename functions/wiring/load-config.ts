import {actions} from '../actions/index.ts';
import type {Known} from '../adapters/config/cross-field-checks.ts';
import {carriedRunbooks, readConfig} from '../adapters/config/read.ts';
import type {Env} from '../adapters/env.ts';
import type {Settings} from '../core/config/settings.ts';
import {runbooks} from '../runbooks/index.ts';

/** The names that a configuration may use with the private runbooks of a folder, and what these lack. */
export async function known(folder?: string): Promise<Known> {
  const ours = runbooks.map(one => one.manifest.id);
  const named = {runbooks: ours, actions: actions.map(one => one.manifest.id)};
  if (folder === undefined) return named;
  const {folderFault, privateRunbooks} = await import('./private-runbooks.ts');
  const {ids, faults} = await privateRunbooks(folder);
  return {...named, runbooks: [...ours, ...ids], faults: faults.map(folderFault)};
}

/**
 * Reads a configuration file that names only runbooks and actions that there are.
 * @throws ConfigError with every fault.
 */
export function loadConfig(path: string, {all}: Pick<Env, 'all'>): Promise<Settings> {
  return load(path, all, false);
}

/**
 * The same for whoever tells nobody: without channels, so that no secret of chat has to be there.
 * @throws ConfigError with every fault of the file.
 */
export function loadConfigWithoutChat(path: string, {all}: Pick<Env, 'all'>): Promise<Settings> {
  return load(path, all, true);
}

/** In a bundle the private runbooks that it carries count, whatever folder the configuration names. */
async function load(path: string, env: Env['all'], withoutChat: boolean): Promise<Settings> {
  const carried = carriedRunbooks();
  const settings = await readConfig(path, env, {
    known: folder => known(carried ?? folder),
    withoutChat,
  });
  return carried === undefined ? settings : {...settings, runbooks: {folder: carried}};
}
