import {fork} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {fileURLToPath} from 'node:url';
import {google} from './google.ts';
import {HeardPosts, monotonicMs} from './heard-posts.ts';

/** How it stands: what has come in since `begin`. */
export interface Standing {
  /** Events that have a post. */
  readonly posted: number;
  readonly replies: number;
  /** Requests to Google. */
  readonly asked: number;
  /** `monotonicMs` of the last request. */
  readonly lastAt: number;
  /** What nobody could answer, each once: a figure with any of them is of something else. */
  readonly unknown: readonly string[];
}

/** Google's APIs and a chat in a process of their own. */
export interface StandIn {
  /** `http://127.0.0.1:PORT`; a request to `https://HOST/PATH` comes to `URL/HOST/PATH`, a post to `URL/post`. */
  readonly url: string;
  /** Forgets what was posted. */
  readonly begin: () => Promise<void>;
  readonly look: () => Promise<Standing>;
  /** When each event's first post came, by its name: `monotonicMs`. */
  readonly firstPosts: () => Promise<ReadonlyMap<string, number>>;
  readonly stop: () => Promise<void>;
}

/** What is to stand in. */
export interface Setting {
  /** Events that have a place in the fleets. */
  readonly events: number;
  /** What each of Google's answers takes. */
  readonly latencyMs: number;
}

type Order = 'begin' | 'look' | 'posts';
type FirstPosts = readonly (readonly [string, number])[];

const path = fileURLToPath(import.meta.url);

/** Starts a stand-in. */
export async function standIn(setting: Setting): Promise<StandIn> {
  const child = fork(path, [JSON.stringify(setting)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const heard = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  const ask = async (order: Order): Promise<unknown> => {
    child.send(order);
    return heard();
  };
  const url = (await heard()) as string;
  return {
    url,
    async begin() {
      await ask('begin');
    },
    look: async () => (await ask('look')) as Standing,
    firstPosts: async () => new Map((await ask('posts')) as FirstPosts),
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function play({events, latencyMs}: Setting): Promise<void> {
  const answerOf = google(events);
  const unknown = new Set<string>();
  let posts = new HeardPosts();
  let [asked, lastAt, serial] = [0, 0, 0];

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const [, host = '', path = ''] = /^\/([^/?]*)([^?]*)/.exec(request.url ?? '') ?? [];
    lastAt = monotonicMs();
    if (host.endsWith('.googleapis.com')) {
      asked += 1;
      const text = answerOf({method: request.method ?? '', host, path});
      if (text === undefined) unknown.add(`${String(request.method)} ${host}${path}`);
      if (latencyMs === 0) send(response, text);
      else setTimeout(send, latencyMs, response, text);
      return;
    }
    if (host === 'slack.com' && path !== '/api/chat.postMessage' && path !== '/api/chat.update') {
      unknown.add(`${String(request.method)} ${host}${path}`);
      send(response, undefined);
      return;
    }
    if (path !== '/api/chat.update') posts.hear(body, lastAt);
    serial += 1;
    const ts = `1795000000.${String(serial).padStart(6, '0')}`;
    send(response, JSON.stringify({ok: true, channel: 'C0BENCH', ts}));
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answer(request, response, Buffer.concat(parts).toString('utf8'));
    });
  });
  // Nobody is to meet a connection that is being closed.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', (order: Order) => {
    switch (order) {
      case 'begin':
        posts = new HeardPosts();
        asked = 0;
        return void process.send?.('begun');
      case 'look': {
        const {first, replies} = posts;
        const standing = {posted: first.size, replies, asked, lastAt, unknown: [...unknown]};
        return void process.send?.(standing satisfies Standing);
      }
      case 'posts':
        return void process.send?.([...posts.first] satisfies FirstPosts);
    }
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  process.send?.(`http://127.0.0.1:${address.port}`);
}

function send(response: ServerResponse, text: string | undefined): void {
  const body = text ?? '{"error":{"code":404,"message":"The stand-in does not know this."}}';
  response.writeHead(text === undefined ? 404 : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

if (process.send !== undefined && process.argv[1] === path) {
  await play(JSON.parse(process.argv[2] ?? '') as Setting);
}
