import type {HttpAnswer} from './exchange.ts';
import {persist, type Call, type Outside} from './persist.ts';
import {send} from './send.ts';

/** A call with its request. */
export interface Request extends Call {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/**
 * Makes one call under the policy and reads its answer. `read` may throw a `Fault` (see
 * `malformed`) for a 2xx that is none; it is then treated like any other fault.
 * @throws CallError.
 */
export async function request<T>(
  outside: Outside,
  spec: Request,
  read: (answer: HttpAnswer) => T,
): Promise<T> {
  const json = spec.body === undefined ? undefined : JSON.stringify(spec.body);
  const type = json === undefined ? {} : {'content-type': 'application/json; charset=utf-8'};
  const going = {
    method: spec.method,
    url: new URL(spec.url),
    headers: {accept: 'application/json', ...type, ...spec.headers},
    ...(json === undefined ? {} : {body: json}),
  };
  return persist(spec, outside, async signal => read(await send(outside, going, signal)));
}
