import type {Outside} from '../../http/retry.ts';
import {type Authorise, request} from '../../http/request.ts';

/** One HTTP request with a JSON body; `call` names it in errors, because URLs may hold secrets. */
export interface JsonRequest {
  readonly call: string;
  readonly method: 'POST' | 'PATCH' | 'GET';
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** What kind of JSON the body is; plain JSON by default. */
  readonly bodyType?: string;
  /** What of it must not be repeated in an error. */
  readonly secrets?: readonly string[];
  /** True: it goes to a public address only. */
  readonly onlyPublic?: boolean;
}

/** A 2xx answer; `body` is parsed JSON, or the text as it came where it is none. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/**
 * Sends one request under the project's HTTP policy. Throws `CallError` for anything but 2xx; the
 * error never holds the URL, a header or another secret.
 */
export type SendJson = (request: JsonRequest) => Promise<JsonAnswer>;

/** Chat gets less time than the APIs: it is told again, a repair is not kept waiting. */
const attemptMs = 5_000;
const totalMs = 10_000;

/**
 * Sends to chat under the HTTP policy. A post whose answer was lost is not repeated here: whether
 * it is there is for the channel to find out.
 */
export function sendChat(outside: Outside): SendJson {
  return sending(outside, ({method}) => method === 'POST');
}

/** The same for what says itself that it is a repeat, so that doing it twice does it once. */
export function sendRepeatable(outside: Outside): SendJson {
  return sending(outside, () => false);
}

/** The same for a service that has to know who asks. */
export function sendAuthorised(outside: Outside, authorise: Authorise): SendJson {
  return sending(outside, () => false, authorise);
}

function sending(
  outside: Outside,
  isWrite: (asked: JsonRequest) => boolean,
  authorise?: Authorise,
): SendJson {
  return asked =>
    request(
      {...outside, attemptMs, totalMs, attempts: 2},
      {...asked, write: isWrite(asked), ...(authorise && {authorise})},
      ({status, headers, text}) => ({status, headers: flat(headers), body: bodyOf(text)}),
    );
}

/** Slack's webhooks answer in plain text, everything else in JSON. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function flat(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}
