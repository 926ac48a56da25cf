import {createReadStream, existsSync} from 'node:fs';
import {dirname, resolve, join} from 'node:path';
import {readFile} from 'node:fs/promises';
import {gunzipSync} from 'node:zlib';
import type {Settings} from '../../core/config/settings.ts';
import type {Words} from '../../core/texts/words.ts';
import {ConfigError, type ConfigFault} from './config-error.ts';
import type {KnownWith} from './cross-field-checks.ts';
import {
  resolveSecrets,
  readSecretRef,
  resolveSecret,
  secretFault,
  secretsIn,
  type SecretSource,
} from './secret.ts';
import {check} from './validate.ts';
import {bundledConfig, withoutChannels} from './validated-config.ts';

/** Bytes read of any file: one more than a configuration may have. */
const readLimit = 1024 * 1024 + 1;

/** Where a configuration comes from. */
export interface Origin extends Omit<SecretSource, 'directory'> {
  /** The file's path; relative paths inside count from its directory. */
  readonly path: string;
  /** The names that it may use for what the code has; absent: any. */
  readonly known?: KnownWith;
  /** For whoever tells nobody: no channel is set up, and no secret of chat is fetched. */
  readonly withoutChat?: boolean;
}

/**
 * Reads a configuration file, YAML or JSON, and fetches its secrets.
 * @throws ConfigError with every fault of the file and of its secrets.
 */
export async function readConfig(
  path: string,
  env: SecretSource['env'],
  {known, withoutChat = false}: Pick<Origin, 'known' | 'withoutChat'> = {},
): Promise<Settings> {
  const names = known === undefined ? {} : {known};
  const origin = {path, env, readFile: readText, withoutChat, ...names};
  return parseConfig(await readDocument(path), origin);
}

/**
 * Reads a configuration file's text.
 * @throws ConfigError when there is none to read.
 */
export async function readDocument(path: string): Promise<string> {
  try {
    return await readText(path);
  } catch (cause) {
    throw new ConfigError(path, [{path: '', problem: unreadable(cause)}], {cause});
  }
}

/**
 * Both stages of reading a configuration on its text: `validate`, then `resolveSecrets`; the faults of
 * both are reported together.
 * @throws ConfigError
 */
export async function parseConfig(text: string, origin: Origin): Promise<Settings> {
  const {path, known, withoutChat = false, ...rest} = origin;
  const source = {...rest, directory: resolve(dirname(path))};
  const checked = await check(text, path, known);
  if (checked.kind === 'valid') {
    const {validated} = checked;
    return resolveSecrets(withoutChat ? withoutChannels(validated) : validated, source, path);
  }
  const missing = withoutChat ? [] : await missingSecrets(checked.document, source);
  throw new ConfigError(path, [...checked.faults, ...missing]);
}

/** The secrets of a faulty document that are well written and cannot be fetched. */
async function missingSecrets(
  document: unknown,
  source: SecretSource,
): Promise<readonly ConfigFault[]> {
  const faults: ConfigFault[] = [];
  for (const {kind, path, given} of secretsIn(document)) {
    const ref = readSecretRef(kind, given);
    if (ref.kind === 'fault') continue;
    const secret = await resolveSecret(kind, ref.value, source);
    if (secret.kind === 'fault') faults.push(secretFault(path, secret.problem));
  }
  return faults;
}

/** Reads with a limit that holds for pipes and devices too; unpacks what infra/config.tf packs. */
async function readText(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, {end: readLimit - 1})) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return new TextDecoder('utf-8', {fatal: true}).decode(unpacked(Buffer.concat(chunks)));
}

/** A large configuration is packed by gzip (RFC 1952), because a secret takes 64 KiB; no text begins like it. */
function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return gunzipSync(bytes, {maxOutputLength: readLimit});
}

function unreadable(error: unknown): Words {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  switch (code) {
    case 'ENOENT':
      return {en: 'does not exist; check the path', ko: '없습니다. 경로를 확인하세요'};
    case 'EISDIR':
      return {
        en: 'is a directory; name the file in it',
        ko: '폴더입니다. 그 안의 파일을 지정하세요',
      };
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return {en: 'is not UTF-8 text', ko: 'UTF-8 텍스트가 아닙니다'};
    default:
      return {
        en: `cannot be read (${code}); check its permissions`,
        ko: `읽을 수 없습니다(${code}). 권한을 확인하세요`,
      };
  }
}

/** The name of the configuration that a bundle carries, beside its code. */
export const bundledFile = 'config.json';
/** The name of the folder with the private runbooks that a bundle carries. */
export const bundledRunbooks = 'runbooks';

/** The private runbooks that stand beside this module's file: a bundle's, where it carries some. */
export function carriedRunbooks(directory: string = import.meta.dirname): string | undefined {
  const folder = join(directory, bundledRunbooks);
  return existsSync(folder) ? folder : undefined;
}

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
