import {type HttpAnswer, type HttpRequest, exchange} from './http-client.ts';
import {retry, type Call, type Outside} from './retry.ts';
import {mapError} from './map-error.ts';
import {proxied} from './proxy.ts';
import {secretHeaders, secretsOf} from './redact.ts';

/** A call with its request. */
export interface Request extends Call {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What kind of JSON the body is, e.g. `application/merge-patch+json`; plain JSON by default. */
  readonly bodyType?: string;
  /** What of it must not be repeated in an error, beside what authenticates it. */
  readonly secrets?: readonly string[];
  /** True: it goes to a public address only; a proxy of this machine may still stand in for it. */
  readonly onlyPublic?: boolean;
  /** Gives the headers that authenticate it; not asked when there is a proxy. Absent: none. */
  readonly authorise?: Authorise;
}

/**
 * Makes one call under the policy and reads its answer. `read` may throw a `FailedAttempt` (see
 * `malformed`) for a 2xx that is none; it is then treated like any other fault.
 * @throws CallError.
 */
export async function request<T>(
  outside: Outside,
  spec: Request,
  read: (answer: HttpAnswer) => T,
): Promise<T> {
  const going = httpRequestOf(spec);
  return retry(spec, outside, async signal =>
    read(await singleAttempt(outside, going, signal, spec.authorise)),
  );
}

/** The request of a call as it goes out, still without what authenticates it. */
export function httpRequestOf(spec: Request): HttpRequest {
  const json = spec.body === undefined ? undefined : JSON.stringify(spec.body);
  const type = spec.bodyType ?? 'application/json; charset=utf-8';
  return {
    method: spec.method,
    url: new URL(spec.url),
    headers: {
      accept: 'application/json',
      ...(json === undefined ? {} : {'content-type': type}),
      ...spec.headers,
    },
    ...(json === undefined ? {} : {body: json}),
    ...(spec.secrets === undefined ? {} : {secrets: spec.secrets}),
    ...(spec.onlyPublic === undefined ? {} : {onlyPublic: spec.onlyPublic}),
  };
}

/** Gives the headers that authenticate a request; throws a `FailedAttempt` when it cannot. */
export type Authorise = (url: URL) => Promise<Readonly<Record<string, string>>>;

/**
 * One attempt: through the proxy when there is one, and then without credentials.
 * @throws FailedAttempt for every answer that is not 2xx, and for none.
 */
export async function singleAttempt(
  outside: Pick<Outside, 'clock' | 'proxy'>,
  request: HttpRequest,
  signal: AbortSignal,
  authorise?: Authorise,
): Promise<HttpAnswer> {
  const direct = outside.proxy === undefined;
  const credentials = direct && authorise !== undefined ? await authorise(request.url) : {};
  const headers = direct ? {...request.headers, ...credentials} : withoutCredentials(request);
  const url = proxied(request.url, outside.proxy);
  const going = {...request, headers, url, onlyPublic: direct && request.onlyPublic === true};
  const answer = await exchange(going, signal);
  const fault = mapError(answer, outside.clock.now(), secretsOf(going));
  if (fault !== undefined) throw fault;
  return answer;
}

function withoutCredentials({headers}: HttpRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !secretHeaders.includes(name.toLowerCase())),
  );
}
