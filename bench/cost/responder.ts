import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {readEnv} from '../../functions/adapters/env.ts';
import {jsonLog} from '../../functions/adapters/log.ts';
import {compose} from '../../functions/wiring/compose.ts';
import {loadConfig} from '../../functions/wiring/load-config.ts';
import {service} from '../../functions/wiring/service.ts';

/** What a function is asked, as Pub/Sub and Cloud Scheduler ask it. */
export type Asked =
  /** Requests that come together, side by side. */
  | {readonly kind: 'entries'; readonly entries: readonly unknown[]}
  | {readonly kind: 'incident'; readonly incident: string}
  | {readonly kind: 'sweep'};

/** What an answer took. */
export interface Answered {
  readonly ms: number;
  readonly cpuSeconds: number;
  /** Bytes of the lines that it logged. */
  readonly logBytes: number;
}

/** A responder in a process of its own, on a clock that is so many milliseconds ahead. */
export interface Responder {
  readonly ask: (asked: Asked, ahead: number) => Promise<Answered>;
  readonly stop: () => Promise<void>;
}

const path = fileURLToPath(import.meta.url);

/** Starts a responder with a configuration's file. */
export async function responder(
  config: string,
  env: Readonly<Record<string, string>>,
): Promise<Responder> {
  const child = fork(path, [config], {
    execArgv: ['--max-semi-space-size=1'],
    env: {PATH: process.env['PATH'], NODE_ENV: 'production', ...env},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await heard(child);
  return {
    async ask(asked, ahead) {
      child.send({asked, ahead});
      return (await heard(child)) as Answered;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function heard(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const {signal} = over;
  const ended = async (): Promise<never> => {
    await once(child, 'exit', {signal});
    throw new Error('the responder ended');
  };
  try {
    const [message] = (await Promise.race([once(child, 'message', {signal}), ended()])) as [
      unknown,
    ];
    return message;
  } finally {
    over.abort();
  }
}

async function serve(config: string): Promise<void> {
  let [logBytes, ahead] = [0, 0];
  const log = jsonLog(line => (logBytes += Buffer.byteLength(line)));
  const env = readEnv();
  const composed = await compose({settings: await loadConfig(config, env), env, log});
  const clock = {...composed.clock, now: () => Date.now() + ahead};
  const deps = {...composed, clock};
  // Intake and respond have a process each, and a memory of their own.
  const [intake, respond] = [
    await service(deps, {local: false}),
    await service(deps, {local: false}),
  ];
  const answer = async (asked: Asked): Promise<void> => {
    switch (asked.kind) {
      case 'entries':
        await Promise.all(asked.entries.map(async one => intake.receive(one)));
        break;
      case 'incident':
        await respond.advance(asked.incident);
        break;
      case 'sweep':
        await respond.sweep();
        break;
    }
  };
  process.on('message', (message: {readonly asked: Asked; readonly ahead: number}) => {
    void (async () => {
      ({ahead} = message);
      logBytes = 0;
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      await answer(message.asked);
      const {user, system} = process.cpuUsage(cpu);
      const ms = performance.now() - began;
      process.send?.({ms, cpuSeconds: (user + system) / 1e6, logBytes} satisfies Answered);
    })();
  });
  process.send?.('ready');
}

if (process.send !== undefined && process.argv[1] === path) await serve(process.argv[2] ?? '');
