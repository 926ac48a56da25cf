import {errorText} from '../core/lib/error.ts';
import {same, type Words} from '../core/texts/words.ts';
import {type ApiProxy, isHostPort, parseProxy} from './http/proxy.ts';

/** A variable of the environment that cannot be used: which, why and what to do. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}

/** What the environment says, read once where a process starts. */
export interface Env {
  /** `MESH_RESPONDER_CONFIG`: path of the configuration file. */
  readonly config?: string;
  /** `MESH_RESPONDER_API_PROXY`: a loopback program that stands in for the outside. */
  readonly proxy?: ApiProxy;
  /** `MESH_RESPONDER_TIME_SCALE`: divides every duration that the engine waits or counts. */
  readonly timeScale: number;
  /** `MESH_RESPONDER_LOCAL=1`: one process does everything and owns the timer. */
  readonly local: boolean;
  /** `MESH_RESPONDER_CALLERS`: e-mail addresses that may call the function, with commas; none: whoever may reach it. */
  readonly callers: readonly string[];
  /** Which function this process serves: `FUNCTION_TARGET`, or `--target` of functions-framework. */
  readonly target?: string;
  /** `PUBSUB_EMULATOR_HOST`. */
  readonly pubsubEmulator?: string;
  /** `FIRESTORE_EMULATOR_HOST`, `HOST:PORT`. */
  readonly firestoreEmulator?: string;
  /** Everything, for secrets that the configuration names. */
  readonly all: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the environment.
 * @throws EnvError for a value that cannot be used.
 */
export function readEnv(
  all: Env['all'] = process.env,
  args: readonly string[] = process.argv,
): Env {
  const target = targetOf(args) ?? text(all, 'FUNCTION_TARGET');
  const proxy = text(all, 'MESH_RESPONDER_API_PROXY');
  const config = text(all, 'MESH_RESPONDER_CONFIG');
  const emulator = text(all, 'PUBSUB_EMULATOR_HOST');
  const firestore = text(all, 'FIRESTORE_EMULATOR_HOST');
  return {
    ...(config === undefined ? {} : {config}),
    ...(proxy === undefined ? {} : {proxy: proxyOf(proxy)}),
    timeScale: parseTimeScale(text(all, 'MESH_RESPONDER_TIME_SCALE') ?? '1'),
    local: text(all, 'MESH_RESPONDER_LOCAL') === '1',
    callers: (text(all, 'MESH_RESPONDER_CALLERS') ?? '')
      .split(',')
      .flatMap(one => one.trim() || []),
    ...(target === undefined ? {} : {target}),
    ...(emulator === undefined ? {} : {pubsubEmulator: emulator}),
    ...(firestore === undefined ? {} : {firestoreEmulator: hostPortOf(firestore)}),
    all,
  };
}

/** `NO_COLOR` (https://no-color.org): any value but the empty one. */
export function noColour(all: Env['all'] = process.env): boolean {
  return text(all, 'NO_COLOR') !== undefined;
}

/**
 * The language that the environment asks for, as POSIX orders its variables: LC_ALL, LC_MESSAGES, LANG.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function localeOf(all: Env['all'] = process.env): 'en' | 'ko' {
  const asked = ['LC_ALL', 'LC_MESSAGES', 'LANG'].flatMap(name => text(all, name) ?? [])[0] ?? '';
  return /^ko(?![a-z])/i.test(asked) ? 'ko' : 'en';
}

/**
 * Reads a time scale.
 * @throws EnvError when it is no number from 1 to 100,000.
 */
export function parseTimeScale(given: string): number {
  const scale = Number(given);
  if (given.trim() !== '' && scale >= 1 && scale <= 100_000) return scale;
  const value = JSON.stringify(given);
  throw new EnvError({
    en: `time scale: ${value} is no number from 1 to 100000`,
    ko: `시간 배율: ${value} 값은 1~100000 사이의 숫자가 아닙니다`,
  });
}

/**
 * The time scale that a responder may run with: time runs faster only against a stand-in.
 * @throws EnvError
 */
export function engineTimeScale({timeScale, proxy}: Pick<Env, 'timeScale' | 'proxy'>): number {
  if (timeScale === 1 || proxy !== undefined) return timeScale;
  throw new EnvError({
    en: 'time scale: only with MESH_RESPONDER_API_PROXY; against the real APIs a change needs its real time',
    ko: '시간 배율: MESH_RESPONDER_API_PROXY가 있을 때만 사용할 수 있습니다. 실제 API에서는 변경에 실제 시간이 걸립니다',
  });
}

function text(all: Env['all'], name: string): string | undefined {
  const value = all[name];
  return value === undefined || value === '' ? undefined : value;
}

/** https://github.com/GoogleCloudPlatform/functions-framework-nodejs: a flag goes before the variable. */
function targetOf(args: readonly string[]): string | undefined {
  const at = args.findIndex(one => one === '--target' || one.startsWith('--target='));
  const flag = args[at];
  if (flag === undefined) return undefined;
  return flag.includes('=') ? flag.slice(flag.indexOf('=') + 1) : args[at + 1];
}

function proxyOf(given: string): ApiProxy {
  try {
    return parseProxy(given);
  } catch (cause) {
    throw new EnvError(same(`MESH_RESPONDER_API_PROXY: ${errorText(cause)}`), {cause});
  }
}

function hostPortOf(given: string): string {
  if (isHostPort(given)) return given;
  const value = JSON.stringify(given);
  throw new EnvError({
    en: `FIRESTORE_EMULATOR_HOST: ${value} is not of the form HOST:PORT, without http://`,
    ko: `FIRESTORE_EMULATOR_HOST: ${value} 값은 HOST:PORT 형식이 아닙니다(http:// 제외)`,
  });
}
