import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {Agent, request} from 'node:http';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {root} from '../../tools/root.ts';

/** What runs functions in production: its program, `node FILE --target=… --source=… --port=…`. */
export const framework = join(
  root,
  'node_modules/@google-cloud/functions-framework/build/src/main.js',
);

/** How a function's process is started. */
export interface Serving {
  readonly source: string;
  readonly target: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of node itself. */
  readonly node?: readonly string[];
}

/** A request to a function: `/` and JSON where nothing else is said. */
export interface Posted {
  readonly body: string;
  /** POST by default. */
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A function's process and how to speak to it. */
export interface Served {
  readonly process: ChildProcess;
  /** Posts; the answer's status. */
  readonly post: (posted: Posted) => Promise<number>;
  /** Resident memory, MiB; NaN where there is no /proc. */
  readonly resident: () => Promise<number>;
  /** Processor time so far, seconds; NaN where there is no /proc. */
  readonly busy: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts a function under functions-framework, as in production, and does not wait for it. */
export async function serve({source, target, env, node = []}: Serving): Promise<Served> {
  const port = await freePort();
  const args = [...node, framework, `--target=${target}`, `--source=${source}`, `--port=${port}`];
  const child = spawn(process.execPath, args, {
    env: {PATH: process.env['PATH'], NODE_ENV: 'production', ...env},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const agent = new Agent({keepAlive: true});
  return {
    process: child,
    post: posted => post(agent, port, posted),
    resident: async () => {
      return Number(/VmRSS:\s+(\d+)/.exec(await said(child, 'status'))?.[1]) / 1024;
    },
    busy: async () => {
      // proc_pid_stat(5): utime and stime are fields 14 and 15, in hundredths of a second; the
      // second field, the name, may hold blanks.
      const fields = (await said(child, 'stat')).replace(/^.*\) /, '').split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      agent.destroy();
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Posts until somebody listens. @throws Error when nobody does in time. */
export async function firstAnswer(served: Served, posted: Posted): Promise<number> {
  for (let tries = 0; tries < 10_000; tries += 1) {
    try {
      return await served.post(posted);
    } catch (error) {
      if (served.process.exitCode !== null) throw error;
      await sleep(1);
    }
  }
  throw new Error('nobody listened');
}

/** A Pub/Sub push envelope: https://docs.cloud.google.com/pubsub/docs/push#receive_push */
export function envelope(value: unknown): string {
  return envelopeOf(Buffer.from(JSON.stringify(value)).toString('base64'));
}

/** A push envelope with data that are base64 already. */
export function envelopeOf(data: string): string {
  const message = {data, messageId: '10000001', publishTime: '2026-11-22T06:12:00Z'};
  return JSON.stringify({message, subscription: 'projects/shop-ops/subscriptions/entries'});
}

function said({pid = 0}: ChildProcess, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}

function post(
  agent: Agent,
  port: number,
  {body, method = 'POST', path = '/', headers}: Posted,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({
      agent,
      port,
      path,
      host: '127.0.0.1',
      method,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    });
    call.on('error', reject);
    call.on('response', answer => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    call.end(body);
  });
}

/** A port of the loopback that nobody listens to. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
