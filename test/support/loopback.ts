import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** One request as a loopback server received it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server on 127.0.0.1 for what mocks cannot do: slow, dropped and never-ending answers. */
export interface Loopback {
  readonly origin: string;
  readonly received: readonly Received[];
  close(): void;
}

/** Starts a server; `answer` gets every complete request and its number, from 1. */
export async function loopback(
  answer: (response: ServerResponse, request: Received, count: number) => void,
): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const {method = '', url = '', headers} = request;
      const one = {method, url, headers, body: Buffer.concat(chunks).toString('utf8')};
      received.push(one);
      answer(response, one, received.length);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body));
}
