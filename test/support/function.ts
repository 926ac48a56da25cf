import {request} from 'node:http';
import {join} from 'node:path';
import {type Child, root, start} from './child.ts';
import {freePort} from './free-port.ts';
import {until} from './until.ts';

/** Whoever does not answer within this time hangs; milliseconds. */
const answerMs = 20_000;
/** A process starts in less than a second; on a machine with more to do it takes its turn; milliseconds. */
const startMs = 60_000;
const framework = join(root, 'node_modules/.bin/functions-framework');

/** One deployable in a process of its own. */
export interface Deployable extends Child {
  readonly url: string;
  /** Posts a body, JSON unless it is text, and returns the status. */
  readonly post: (body: unknown) => Promise<number>;
  /** Posts a value in a Pub/Sub push envelope. */
  readonly push: (value: unknown) => Promise<number>;
}

/**
 * Starts a deployable under the functions framework, and waits until it listens: at another port
 * where somebody was faster to take the free one.
 */
export async function startFunction(
  target: 'intake' | 'respond' | 'interact',
  env: Readonly<Record<string, string>>,
): Promise<Deployable> {
  for (;;) {
    const port = await freePort();
    const args = [framework, `--target=${target}`, `--port=${port}`];
    const child = start(process.execPath, args, {env});
    if ((await listening(target, child)) === 'yes') {
      return deployable(child, `http://127.0.0.1:${port}/`);
    }
  }
}

/** Starts the three deployables of a responder that people click, all with one environment. */
export async function startResponder(env: Readonly<Record<string, string>>): Promise<{
  readonly intake: Deployable;
  readonly respond: Deployable;
  readonly interact: Deployable;
}> {
  const [intake, respond, interact] = await Promise.all([
    startFunction('intake', env),
    startFunction('respond', env),
    startFunction('interact', env),
  ]);
  return {intake, respond, interact};
}

function listening(target: string, child: Child): Promise<'yes' | 'port-taken'> {
  const shown = (): string => child.stdout() + child.stderr();
  return until(
    `${target} listens`,
    () => {
      if (!child.alive() && shown().includes('EADDRINUSE')) return 'port-taken';
      if (!child.alive()) throw new Error(`${target} ended before it listened: ${shown()}`);
      // The framework's own word for it.
      return child.stdout().includes('URL: http') ? 'yes' : undefined;
    },
    shown,
    startMs,
  );
}

function deployable(child: Child, url: string): Deployable {
  const post = (body: unknown): Promise<number> =>
    new Promise((resolve, reject) => {
      // A connection of its own: one that is kept may be closed by the other side just when it is used again.
      const options = {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        agent: false,
        signal: AbortSignal.timeout(answerMs),
      };
      const asked = request(url, options, answer => {
        answer.resume();
        answer.once('end', () => {
          resolve(answer.statusCode ?? 0);
        });
        answer.once('error', reject);
      });
      asked.once('error', reject);
      asked.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  return {...child, url, post, push: value => post(envelope(JSON.stringify(value)))};
}

/** A Pub/Sub push envelope: https://docs.cloud.google.com/pubsub/docs/push#receive_push */
export function envelope(text: string): unknown {
  return wrapped(Buffer.from(text).toString('base64'));
}

/** A push envelope with these very data. */
export function wrapped(data: unknown): unknown {
  return {
    message: {data, messageId: '10000001', publishTime: '2026-11-22T06:12:00Z'},
    subscription: 'projects/shop-prod/subscriptions/mesh-entries',
  };
}
