import {ConfigError} from '../adapters/config/config-error.ts';
import type {Settings} from '../core/config/settings.ts';
import type {Runbook} from '../core/contract/runbook.ts';
import {runbooks} from '../runbooks/index.ts';

/**
 * All runbooks of a configuration: ours, then its private ones, which get what ours leave. What private ones
 * are checked by is loaded where there are some.
 * @throws ConfigError with everything that the private ones lack.
 */
export async function runbooksOf({
  runbooks: more,
}: Pick<Settings, 'runbooks'>): Promise<readonly Runbook[]> {
  if (more === undefined) return runbooks;
  const {folderFault, privateRunbooks} = await import('./private-runbooks.ts');
  const found = await privateRunbooks(more.folder);
  if (found.faults.length > 0) {
    throw new ConfigError(`of private runbooks in ${more.folder}`, found.faults.map(folderFault));
  }
  return [...runbooks, ...found.runbooks];
}
