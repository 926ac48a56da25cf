import {errorText} from '../../core/lib/error.ts';
import {visible} from '../../core/lib/visible.ts';
import {readBundled} from '../../adapters/config/read.ts';
import {type Env, EnvError, readEnv} from '../../adapters/env.ts';
import {jsonLog} from '../../adapters/log.ts';
import type {Settings} from '../../core/config/settings.ts';
import type {MaybePromise} from '../../core/lib/promises.ts';
import {compose} from '../compose.ts';
import {loadConfig} from '../load-config.ts';
import {service, type Service} from '../service.ts';

let starting: Promise<Service> | undefined;
let running: Service | undefined;

/**
 * The service of this process, built with its first request; a start that failed is tried again with
 * the next one, because what it lacks (a secret, a file) may be there by then.
 * @throws EnvError, ConfigError or StoreError: answered with 500, so that nothing is lost.
 */
export function started(): MaybePromise<Service> {
  if (running !== undefined) return running;
  starting ??= start().catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

/**
 * Starts a process that does everything itself (`MESH_RESPONDER_LOCAL=1`) before its first request,
 * so that incidents which were open when it stopped go on by themselves.
 */
export function startLocal(): void {
  const {stderr} = process;
  try {
    const {local, target} = readEnv();
    // Whoever takes clicks, or shows, repairs nothing.
    if (!local || target === 'interact' || target === 'console') return;
  } catch {
    // A wrong environment is told with the first request, which fails because of it.
    return;
  }
  Promise.resolve(started()).catch((error: unknown) => {
    stderr.write(visible(`mesh-responder did not start: ${errorText(error)}\n`));
  });
}

async function start(): Promise<Service> {
  const env = readEnv();
  const settings = await settingsOf(env);
  const log = jsonLog(line => process.stdout.write(line));
  running = await service(await compose({settings, env, log}), {local: env.local});
  return running;
}

/** The file that the environment names, else the configuration that this bundle carries. */
export async function settingsOf(env: Env): Promise<Settings> {
  const {config, all} = env;
  const settings = config === undefined ? await readBundled(all) : await loadConfig(config, env);
  if (settings !== undefined) return settings;
  throw new EnvError({
    en: 'MESH_RESPONDER_CONFIG is not set: it names the configuration file. Without it a bundle must carry one: npm run bundle -- --config FILE',
    ko: 'MESH_RESPONDER_CONFIG가 설정되지 않았습니다. 구성 파일의 경로를 지정하거나 구성을 번들에 포함하세요: npm run bundle -- --config FILE',
  });
}
