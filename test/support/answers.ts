import type {Failure} from '../../functions/core/lib/error.ts';

/** One answer of the outside, and what an adapter must make of it. */
export interface WireAnswer {
  readonly name: string;
  /** `reset` is a connection that breaks after the request was sent. */
  readonly reply:
    | {readonly status: number; readonly body: string; readonly headers?: Record<string, string>}
    | 'reset'
    | 'refused';
  readonly failure: Failure;
  /** Whether a read, and whether a write, is tried again. */
  readonly read: boolean;
  readonly write: boolean;
  readonly service?: string;
  readonly consumer?: string;
  readonly retryAfterMs?: number;
  readonly said?: RegExp;
}

/** Google's error body, https://google.aip.dev/193. */
export function googleError(
  code: number,
  status: string,
  message: string,
  details: readonly unknown[] = [],
): string {
  return JSON.stringify({error: {code, message, status, details}});
}

const info = (reason: string, metadata: Record<string, string> = {}) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata,
});

const disabledText =
  'Connect Gateway API has not been used in project 205787228205 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/connectgateway.googleapis.com/overview?project=205787228205 then retry.';

const once = {read: false, write: false};
const json = {'content-type': 'application/json'};

/** Every answer that the wire contract asks about. */
export const wireAnswers: readonly WireAnswer[] = [
  {
    name: '400',
    reply: {status: 400, body: googleError(400, 'INVALID_ARGUMENT', 'Bad name')},
    failure: 'invalid',
    said: /INVALID_ARGUMENT: Bad name/,
    ...once,
  },
  {
    name: '400 FAILED_PRECONDITION',
    reply: {status: 400, body: googleError(400, 'FAILED_PRECONDITION', 'Not now')},
    failure: 'invalid',
    ...once,
  },
  {
    name: '401',
    reply: {status: 401, body: googleError(401, 'UNAUTHENTICATED', 'Invalid credentials')},
    failure: 'denied',
    said: /renew them/,
    ...once,
  },
  {
    name: '403 SERVICE_DISABLED',
    reply: {
      status: 403,
      body: googleError(403, 'PERMISSION_DENIED', 'Off', [
        info('SERVICE_DISABLED', {
          service: 'connectgateway.googleapis.com',
          consumer: 'projects/205787228205',
        }),
      ]),
    },
    failure: 'api-disabled',
    service: 'connectgateway.googleapis.com',
    consumer: '205787228205',
    ...once,
  },
  {
    name: '403 accessNotConfigured',
    reply: {
      status: 403,
      body: JSON.stringify({
        error: {code: 403, message: 'Off', errors: [{reason: 'accessNotConfigured'}]},
      }),
    },
    failure: 'api-disabled',
    ...once,
  },
  {
    name: '403 with only the sentence of a disabled API',
    reply: {status: 403, body: googleError(403, 'PERMISSION_DENIED', disabledText)},
    failure: 'api-disabled',
    service: 'connectgateway.googleapis.com',
    consumer: '205787228205',
    ...once,
  },
  {
    name: '403 IAM_PERMISSION_DENIED',
    reply: {
      status: 403,
      body: googleError(403, 'PERMISSION_DENIED', 'No', [info('IAM_PERMISSION_DENIED')]),
    },
    failure: 'denied',
    ...once,
  },
  {
    name: '404',
    reply: {status: 404, body: googleError(404, 'NOT_FOUND', 'Nothing here')},
    failure: 'not-found',
    ...once,
  },
  {
    name: '409',
    reply: {status: 409, body: googleError(409, 'ABORTED', 'Concurrent policy changes')},
    failure: 'conflict',
    ...once,
  },
  {name: '412', reply: {status: 412, body: ''}, failure: 'conflict', ...once},
  {
    name: '429 with Retry-After',
    reply: {
      status: 429,
      body: googleError(429, 'RESOURCE_EXHAUSTED', 'Slow down'),
      headers: {'retry-after': '3'},
    },
    failure: 'rate-limited',
    retryAfterMs: 3_000,
    read: true,
    write: true,
  },
  {
    name: '429 without Retry-After',
    reply: {status: 429, body: googleError(429, 'RESOURCE_EXHAUSTED', 'Slow down')},
    failure: 'rate-limited',
    read: true,
    write: true,
  },
  {
    name: '500',
    reply: {status: 500, body: googleError(500, 'INTERNAL', 'Oh')},
    failure: 'unavailable',
    read: true,
    write: false,
  },
  {
    name: '503 with a page',
    reply: {status: 503, body: '<html>try later</html>', headers: {'retry-after': '1'}},
    failure: 'unavailable',
    retryAfterMs: 1_000,
    said: /a page/,
    read: true,
    write: false,
  },
  {name: 'a reset', reply: 'reset', failure: 'unavailable', read: true, write: false},
  {name: 'a refused connection', reply: 'refused', failure: 'unavailable', read: true, write: true},
  {
    name: '200 with a page',
    reply: {status: 200, body: '<!doctype html><p>hi', headers: {'content-type': 'text/html'}},
    failure: 'malformed',
    said: /a page/,
    read: true,
    write: false,
  },
  {
    name: '200 without a body',
    reply: {status: 200, body: ''},
    failure: 'malformed',
    said: /empty/,
    read: true,
    write: false,
  },
  {
    name: '200 with half a JSON',
    reply: {status: 200, body: '{"name":"proj', headers: json},
    failure: 'malformed',
    said: /complete/,
    read: true,
    write: false,
  },
  {
    name: '200 with JSON of another shape',
    reply: {status: 200, body: '[1]', headers: json},
    failure: 'malformed',
    read: true,
    write: false,
  },
  {
    name: '302 (redirects are not followed)',
    reply: {status: 302, body: '', headers: {location: 'https://elsewhere.example.com/'}},
    failure: 'malformed',
    read: true,
    write: false,
  },
];
