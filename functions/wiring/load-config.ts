import {actions} from '../actions/index.ts';
import type {Known} from '../adapters/config/cross-field-checks.ts';
import {readConfig} from '../adapters/config/read.ts';
import type {Env} from '../adapters/env.ts';
import type {Settings} from '../core/config/settings.ts';
import {runbooks} from '../runbooks/index.ts';

/** The names that a configuration may use. */
export const known: Known = {
  runbooks: runbooks.map(one => one.manifest.id),
  actions: actions.map(one => one.manifest.id),
};

/**
 * Reads a configuration file that names only runbooks and actions that there are.
 * @throws ConfigError with every fault.
 */
export function loadConfig(path: string, {all}: Pick<Env, 'all'>): Promise<Settings> {
  return readConfig(path, all, {known});
}

/**
 * The same for whoever tells nobody: without channels, so that no secret of chat has to be there.
 * @throws ConfigError with every fault of the file.
 */
export function loadConfigWithoutChat(path: string, {all}: Pick<Env, 'all'>): Promise<Settings> {
  return readConfig(path, all, {known, withoutChat: true});
}
