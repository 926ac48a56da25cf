import {loopback, type Received} from './loopback.ts';

/** An answer on its way back. */
export interface Carried {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Decides on a request at a gate. `carry` brings it to the server and gives the server's answer; what
 * is returned is what the caller hears, and undefined is a connection that breaks.
 */
export type Watch = (
  request: Received,
  carry: () => Promise<Carried>,
) => Promise<Carried | undefined>;

/** Lets everything through. */
export const pass: Watch = (_request, carry) => carry();

/** A server in front of another. */
export interface Gate {
  readonly origin: string;
  /** `HOST:PORT`. */
  readonly host: string;
  close(): void;
}

/** Opens a gate in front of a server; `target` gives its origin, for each request anew. */
export async function gate(target: () => string | Promise<string>, watch: Watch): Promise<Gate> {
  const server = await loopback((response, request) => {
    const answer = watch(request, async () => carried(`${await target()}${request.url}`, request));
    answer.then(
      heard => {
        if (heard === undefined) response.destroy();
        else response.writeHead(heard.status, heard.headers).end(heard.body);
      },
      () => response.destroy(),
    );
  });
  return {
    origin: server.origin,
    host: server.origin.replace('http://', ''),
    close() {
      server.close();
    },
  };
}

const passedOn = ['authorization', 'content-type', 'retry-after'];

async function carried(url: string, {method, headers, body}: Received): Promise<Carried> {
  const content = method === 'GET' || method === 'HEAD' ? {} : {body};
  const answer = await fetch(url, {method, headers: only(Object.entries(headers)), ...content});
  const {status} = answer;
  return {status, headers: only([...answer.headers]), body: await answer.text()};
}

function only(headers: readonly (readonly [string, unknown])[]): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap(([name, value]) =>
      passedOn.includes(name) && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}
