import {jsonOf} from '../../http/map-error.ts';
import {persist, type Call, type Outside} from '../../http/retry.ts';
import {send, type Authorise} from '../../http/single-attempt.ts';
import {carried, requestOf, responseOf, type Carrier, type LibraryFetch} from './fetch-bridge.ts';

/** What Google's APIs are called with. */
export interface GoogleDeps extends Outside {
  /** Not asked when there is a proxy; see `googleCredentials`. */
  readonly authorise: Authorise;
}

/** Options for one call of a generated client: its own repeats are off, its transport is ours. */
export interface ClientOptions {
  readonly retry: false;
  readonly fetchImplementation: LibraryFetch;
}

/**
 * Calls a verb of a generated client under the policy and reads its answer; a `read` that throws is
 * a malformed answer.
 * @throws CallError.
 */
export function callGoogle<T>(
  deps: GoogleDeps,
  call: Call,
  invoke: (options: ClientOptions) => Promise<{readonly data: unknown}>,
  read: (data: unknown) => T,
): Promise<T> {
  return persist(call, deps, async signal => {
    const {data} = await carried(carrierOf(deps, signal), carrier =>
      invoke({
        retry: false,
        fetchImplementation: async (...args) => responseOf(await carrier(requestOf(...args))),
      }),
    );
    return read(data);
  });
}

/** Sends to Google as it is asked to, and makes sure that the answer is JSON. */
export function carrierOf(deps: GoogleDeps, signal: AbortSignal): Carrier {
  return async request => {
    const answer = await send(deps, request, signal, deps.authorise);
    jsonOf(answer);
    return answer.text;
  };
}
