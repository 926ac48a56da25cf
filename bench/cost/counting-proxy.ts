import {once} from 'node:events';
import {Agent, createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';

/** One request as it passed, with the answer that came. */
export interface Passed {
  readonly path: string;
  readonly body: string;
  readonly answer: string;
}

/** A way to a server of the loopback on which every request is heard. */
export interface CountingProxy {
  /** `HOST:PORT`. */
  readonly host: string;
  readonly close: () => Promise<void>;
}

/** Passes requests on to `host`, each answer `latencyMs` later than it came. */
export async function countingProxy(
  host: string,
  latencyMs: number,
  hear: (passed: Passed) => void,
): Promise<CountingProxy> {
  const agent = new Agent({keepAlive: true});
  const [hostname = '', port = ''] = host.split(':');
  const pass = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [body] = await Promise.all([textOf(asked), sleep(latencyMs)]);
    const path = asked.url ?? '/';
    const sent = request({
      hostname,
      port,
      path,
      agent,
      method: asked.method,
      headers: {...asked.headers, host},
    });
    sent.end(body);
    const [came] = (await once(sent, 'response')) as [IncomingMessage];
    const answer = await textOf(came);
    hear({path, body: body.toString('utf8'), answer: answer.toString('utf8')});
    const {'transfer-encoding': _chunked, ...headers} = came.headers;
    response.writeHead(came.statusCode ?? 502, headers).end(answer);
  };
  const server = createServer((asked, response) => {
    pass(asked, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    host: `127.0.0.1:${address.port}`,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
