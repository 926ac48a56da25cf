import {createHmac, timingSafeEqual} from 'node:crypto';
import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders} from 'node:http';

/** A request that reached the played app. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether its signature is Slack's: read from Slack's page, not from the sandbox. */
  readonly genuine: boolean;
  readonly form: Readonly<Record<string, string>>;
  /** The form's field `payload`, as JSON. */
  readonly payload: unknown;
}

/** A small app that people click in. */
export interface PlayedApp {
  readonly url: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

/** What the app answers: JSON, a text, a status; `undefined`: never. */
export type AppAnswer = object | string | number | undefined;

/** Slack's advice: what is older than five minutes is a replay. */
const oldestSeconds = 300;

/**
 * Starts an app that answers each request, whose secret is the one given.
 * @param now Seconds since the epoch.
 */
export async function playedApp(
  answer: (received: Received) => AppAnswer | Promise<AppAnswer>,
  {secret = '', now = 0}: {readonly secret?: string; readonly now?: number} = {},
): Promise<PlayedApp> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const form = Object.fromEntries(new URLSearchParams(body));
      const one: Received = {
        path: request.url ?? '',
        headers: request.headers,
        body,
        genuine: isGenuine(request.headers, body, secret, now),
        form,
        payload: parsed(form['payload'] ?? ''),
      };
      received.push(one);
      void Promise.resolve(answer(one)).then(said => {
        if (said === undefined) return;
        if (typeof said === 'number') response.writeHead(said).end();
        else if (typeof said === 'string') response.end(said);
        else
          response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(said));
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function isGenuine(
  headers: IncomingHttpHeaders,
  body: string,
  secret: string,
  now: number,
): boolean {
  const time = String(headers['x-slack-request-timestamp'] ?? '');
  if (Math.abs(now - Number(time)) > oldestSeconds) return false;
  const hmac = createHmac('sha256', secret);
  hmac.update('v0:');
  hmac.update(time);
  hmac.update(':');
  hmac.update(body);
  const wanted = Buffer.from(`v0=${hmac.digest('hex')}`);
  const given = Buffer.from(String(headers['x-slack-signature'] ?? ''));
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
