import type {IncomingHttpHeaders} from 'node:http';
import {isIP} from 'node:net';
import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {FailedAttempt, malformed, TooLarge, unsendable} from './failed-attempt.ts';
import {isPublicAddress, publicLookup} from './public-address.ts';
import {redact, secretsOf} from './redact.ts';

// An import of node:http as an ES module loads undici too, for the WebSocket among its names: 25 ms
// of a function's start.
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

/** One HTTP request as it goes out. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What else of it must not be repeated in an error, wherever it stands. */
  readonly secrets?: readonly string[];
  /** True: it is sent to a public address only, because a person chose the host. */
  readonly onlyPublic?: boolean;
}

/** One HTTP answer, complete. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Largest answer that is read, bytes (after decompression as well). */
export const answerLimit = 16 * 1024 * 1024;

/** Idle connections are dropped before a service or a load balancer drops them, milliseconds. */
const idle = 4_000;
const options = {keepAlive: true, maxSockets: 64, timeout: idle};
const plain = new http.Agent(options);
const secure = new https.Agent(options);
/** Its connections were all made to addresses that were looked at. */
const guarded = new https.Agent({...options, lookup: publicLookup});
const unzip = promisify(gunzip);

/** System errors that come before a byte of the request has left. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Sends one request on a kept-alive connection and reads the whole answer, whatever its status.
 * Redirects are not followed. node's own client: about twice the rate of the global fetch.
 * @throws FailedAttempt `unavailable` when there is no answer, `malformed` when it is too large or does not
 * decompress.
 */
export async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const {status, headers, bytes} = await raw(request, signal);
  const zipped = headers['content-encoding'] === 'gzip' && bytes.length > 0;
  return {status, headers, text: (zipped ? await unzipped(bytes) : bytes).toString('utf8')};
}

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

function raw(request: HttpRequest, signal: AbortSignal): Promise<RawAnswer> {
  if (isClosed(request)) {
    return Promise.reject(unsendable(`${request.url.host} is not public; nothing was sent`));
  }
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      reject(error instanceof FailedAttempt ? error : noAnswer(error, request));
    };
    const {url, method} = request;
    const headers = {...request.headers, ...lengthOf(request)};
    const call =
      url.protocol === 'http:'
        ? http.request(url, {method, headers, agent: plain})
        : https.request(url, {method, headers, agent: agentOf(request)});
    // A signal that node listens to for us costs as much as the request itself.
    const stop = (): void => {
      call.destroy(stopped(signal));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, {once: true});
    call.on('close', () => {
      signal.removeEventListener('abort', stop);
    });
    call.on('error', failed);
    call.on('response', answer => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('error', failed);
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > answerLimit) answer.destroy(tooLarge());
      });
      answer.on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          bytes: Buffer.concat(chunks),
        });
      });
    });
    call.end(request.body);
  });
}

/** What node itself makes of a signal. */
function stopped({reason}: AbortSignal): Error {
  const cause: unknown = reason;
  const error = new Error('The operation was aborted', {cause});
  error.name = 'AbortError';
  return Object.assign(error, {code: 'ABORT_ERR'});
}

function agentOf({onlyPublic}: HttpRequest): typeof secure {
  return onlyPublic === true ? guarded : secure;
}

/** An address needs no look-up, which is what refuses one that is not public. */
function isClosed({url, onlyPublic}: HttpRequest): boolean {
  if (onlyPublic !== true) return false;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublicAddress(host));
}

/** Google refuses a POST without a length (411), also one without a body. */
function lengthOf({method, body}: HttpRequest): Record<string, string> {
  if (method === 'GET' || method === 'HEAD') return {};
  return {'content-length': String(Buffer.byteLength(body ?? ''))};
}

async function unzipped(bytes: Buffer): Promise<Buffer> {
  try {
    return await unzip(bytes, {maxOutputLength: answerLimit});
  } catch (error) {
    const said = 'the answer does not decompress within 16 MiB';
    const large = error instanceof RangeError;
    throw large ? new TooLarge(said) : malformed(said);
  }
}

function tooLarge(): FailedAttempt {
  return new TooLarge('the answer is larger than 16 MiB');
}

function noAnswer(error: Error, request: HttpRequest): FailedAttempt {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const detail = error.message.includes(code) ? error.message : `${code} ${error.message}`;
  const said = redact(`no answer from ${request.url.host}: ${detail}`, secretsOf(request));
  return new FailedAttempt({failure: 'unavailable', status: 0, said}, !neverSent.has(code));
}
