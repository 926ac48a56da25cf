import {subscribe} from 'node:diagnostics_channel';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {HttpFunction, Request, Response} from '@google-cloud/functions-framework';
import {systemClock} from '../../adapters/clock.ts';
import {readEnv} from '../../adapters/env.ts';
import {isSignedByGoogle} from '../../adapters/google/client/identity-token.ts';
import {admission, type Fence, type Incoming, type Refusal} from '../../adapters/http/incoming.ts';
import {jsonLog} from '../../adapters/log.ts';
import {errorText} from '../../core/lib/error.ts';

/**
 * Lets a delivery through that may be served, and answers everything else without starting anything: what
 * is no delivery (a health check, a browser) with 405, or 204 for GET and HEAD, which ask whether somebody
 * is there; whoever may not ask, or asks with what is not read, with the reason. What fails is answered
 * with 500 and no word of the error, which is for the log.
 */
export function fenced(deliver: HttpFunction): HttpFunction {
  return (request, response): unknown => {
    // It was refused before its body was read.
    if (response.writableEnded) return undefined;
    const admitted = admission(incomingOf(request, request.rawBody?.length ?? 0), fence());
    if (admitted.kind === 'refused') {
      refuse(response, admitted.refusal);
      return undefined;
    }
    if (request.method !== 'POST') {
      const asks = request.method === 'GET' || request.method === 'HEAD';
      response.set('Allow', 'POST');
      response.status(asks ? 204 : 405).end();
      return undefined;
    }
    if (admitted.kind === 'served') return answered(request, response, deliver);
    return isSignedByGoogle(admitted.token, admitted.audience).then(isSigned => {
      if (isSigned) return answered(request, response, deliver);
      refuse(response, {status: 401, why: 'a token that Google did not sign'});
      return undefined;
    });
  };
}

/**
 * Refuses what may not be served before its body is read: functions-framework reads up to 1 GiB before it
 * calls anybody, and has no option for less. For the process of a deployable only: it sees every request.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
export function refuseUnread(): void {
  subscribe('http.server.request.start', message => {
    const {request, response} = message as {request: IncomingMessage; response: ServerResponse};
    const admitted = admission(incomingOf(request, 0), fence());
    if (admitted.kind !== 'refused') return;
    const {status, why} = admitted.refusal;
    // No parser is to take what comes: it is thrown away for as long as an honest client needs to stop.
    delete request.headers['content-length'];
    delete request.headers['transfer-encoding'];
    request.resume();
    setTimeout(() => request.socket.destroy(), lingerMs).unref();
    response.writeHead(status, {'content-type': 'text/plain', connection: 'close'});
    response.end(`${why}\n`);
  });
}

function incomingOf({method, headers, socket}: IncomingMessage, received: number): Incoming {
  return {
    method: method ?? '',
    peer: socket.remoteAddress,
    host: headers.host,
    contentType: headers['content-type'],
    contentLength: headers['content-length'],
    received,
    authorization: headers.authorization,
  };
}

function refuse(response: Response, {status, why}: Refusal): void {
  response.status(status).type('text/plain').send(`${why}\n`);
}

function answered(request: Request, response: Response, deliver: HttpFunction): unknown {
  const failed = (error: unknown): void => {
    log.error('a delivery could not be taken; it comes again', {error: errorText(error)});
    if (!response.headersSent)
      response.status(500).type('text/plain').send('failed; see the log\n');
  };
  try {
    const delivered: unknown = deliver(request, response);
    return delivered instanceof Promise ? delivered.catch(failed) : delivered;
  } catch (error) {
    failed(error);
    return undefined;
  }
}

const lingerMs = 2_000;
const log = jsonLog(line => process.stdout.write(line));
let known: Fence | undefined;

/** Who may ask, by the environment. */
function fence(): Fence {
  try {
    known ??= fenceOf();
    return known;
  } catch {
    // Nothing starts with an environment that cannot be read, and whoever is served learns just that.
    return {
      loopbackOnly: false,
      callers: [],
      now: () => systemClock.now(),
      takes: 'deliveries',
    };
  }
}

function fenceOf(): Fence {
  const {local, callers, target} = readEnv();
  const now = () => systemClock.now();
  // Who clicks is told by signatures, which are looked at behind it; Slack comes from anywhere.
  if (target === 'interact') return {loopbackOnly: false, callers: [], now, takes: 'clicks'};
  // Who looks is told behind it.
  if (target === 'console') return {loopbackOnly: local, callers: [], now, takes: 'forms'};
  return {loopbackOnly: local, callers, now, takes: 'deliveries'};
}
