import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Settings} from '../../core/config/settings.ts';
import {resolveSecrets} from './resolve-secrets.ts';
import type {SecretSource} from './secret.ts';
import {bundledConfig} from './validated-config.ts';

/** The name of the configuration that a bundle carries, beside its code. */
export const bundledFile = 'config.json';

/**
 * Reads the configuration that stands beside this module's file: in a bundle the one that it was made
 * with, where there is one; among the sources there is none. Loads no parser and no schema.
 * @throws ConfigError for secrets that cannot be fetched, Error for a file that the bundler did
 * not write or that cannot be read.
 */
export async function readBundled(
  env: SecretSource['env'],
  directory: string = import.meta.dirname,
): Promise<Settings | undefined> {
  const text = await textOf(join(directory, bundledFile));
  if (text === undefined) return undefined;
  const source = {directory, env, readFile: (path: string) => readFile(path, 'utf8')};
  return resolveSecrets(bundledConfig(parse(text)), source);
}

/** What is no JSON is no configuration either; `bundledConfig` says so in words. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
