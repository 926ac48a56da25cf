import {exchange, type HttpAnswer, type HttpRequest} from './http-client.ts';
import {mapError} from './map-error.ts';
import type {Outside} from './retry.ts';
import {proxied} from './proxy.ts';
import {secretHeaders, secretsOf} from './redact.ts';

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
  const going = {...request, headers, url: proxied(request.url, outside.proxy)};
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
