import {readConfig} from '../adapters/config/read.ts';
import type {Env} from '../adapters/env.ts';
import type {Settings} from '../core/settings.ts';
import {runbooks} from '../runbooks/index.ts';

/** The ids that a configuration's rules may name. */
export const runbookIds: readonly string[] = runbooks.map(one => one.manifest.id);

/**
 * Reads a configuration file whose rules name runbooks that there are.
 * @throws ConfigError with every fault.
 */
export function loadConfig(path: string, {all}: Pick<Env, 'all'>): Promise<Settings> {
  return readConfig(path, all, runbookIds);
}
