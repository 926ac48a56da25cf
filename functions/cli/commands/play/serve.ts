import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {connect, createServer} from 'node:net';
import {fileURLToPath} from 'node:url';
import type {Scenario} from '../../../../sandbox/scenario.ts';
import {errorText} from '../../../core/lib/error.ts';
import type {Given} from '../../shell/args.ts';
import {meant, usage} from '../../shell/usage-error.ts';
import {same} from '../../../core/texts/words.ts';

/** A deployable in a functions-framework process of its own. */
export interface Served {
  readonly url: string;
  /** The last part of what the process wrote to standard output and error. */
  readonly said: () => string;
  close(): Promise<void>;
}

const startLimitMs = 15_000;
const saidLimit = 20_000;

/**
 * Starts one deployable under functions-framework, as the cloud does, and waits until it listens.
 * @throws Error with what the process wrote, when it does not listen in time.
 */
export async function serve(
  target: string,
  env: Readonly<Record<string, string | undefined>>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Served> {
  const port = await freePort();
  const framework = createRequire(import.meta.url).resolve('@google-cloud/functions-framework');
  const main = framework.replace(/index\.js$/, 'main.js');
  const args = [main, `--target=${target}`, `--port=${port}`, `--source=${sourceRoot()}`];
  const child = spawn(process.execPath, args, {env, stdio: ['ignore', 'pipe', 'pipe']});
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-saidLimit);
    });
  }
  const closed = once(child, 'close');
  const served: Served = {
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    async close() {
      child.kill('SIGKILL');
      await closed;
    },
  };
  for (let waited = 0; waited < startLimitMs; waited += 20) {
    if (child.exitCode !== null) break;
    if (await listens(port)) return served;
    await sleep(20);
  }
  await served.close();
  throw new Error(`${target} did not start: ${said.trim() || 'it said nothing'}`);
}

/** The folder whose package.json names the functions: the clone, or the bundle beside the command. */
function sourceRoot(): string {
  const bundle = fileURLToPath(new URL('./functions/', import.meta.url));
  return existsSync(bundle) ? bundle : fileURLToPath(new URL('../../../../', import.meta.url));
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port was found');
  return address.port;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await new Promise<boolean>(resolve => {
    socket.once('connect', () => {
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
  socket.destroy();
  return open;
}

/** What a sandbox is started with. */
export interface Played {
  readonly scenario: Scenario;
  readonly faults: readonly string[];
}

/**
 * The scenario and the faults that a command line asks for.
 * @throws UsageError that says which scenario was probably meant, or shows the form of a fault.
 */
export async function readPlayed(command: string, given: Given): Promise<Played> {
  const {scenarios} = await import('../../../../sandbox/scenarios.ts');
  const {parseFault} = await import('../../../../sandbox/http/fault.ts');
  const faults = given.list('fault');
  try {
    faults.forEach(parseFault);
  } catch (error) {
    throw usage(command, same(errorText(error)));
  }
  const name = given.text('scenario') ?? 'main';
  const scenario = scenarios.find(one => one.name === name);
  if (scenario !== undefined) return {scenario, faults};
  const near = meant(
    name,
    scenarios.map(one => one.name),
  );
  const list = 'mesh-responder sandbox --list';
  throw usage(command, {
    en: `no scenario is called "${name}".${near.en} All of them: ${list}.`,
    ko: `"${name}" 시나리오가 없습니다.${near.ko} 목록: ${list}.`,
  });
}
