import {jsonOf} from '../../http/map-error.ts';
import {retry, type Call, type Outside} from '../../http/retry.ts';
import {singleAttempt, type Authorise} from '../../http/request.ts';
import {
  carried,
  emptyResponse,
  requestOf,
  type Carrier,
  type LibraryFetch,
} from './fetch-bridge.ts';

/** What Google's APIs are called with. */
export interface GoogleDeps extends Outside {
  /** Not asked when there is a proxy; see `googleCredentials`. */
  readonly authorise: Authorise;
  /**
   * Why it calls; Google writes it to the audit log:
   * https://docs.cloud.google.com/apis/docs/system-parameters
   */
  readonly reason?: string;
}

/** What a deployment is looked at with, for a person: it says why it reads. */
export interface InspectDeps extends GoogleDeps {
  readonly reason: string;
}

/** Options for one call of a generated client: its own repeats are off, its transport is ours. */
export interface ClientOptions {
  readonly retry: false;
  readonly fetchImplementation: LibraryFetch;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Calls a verb of a generated client under the policy and reads its answer; a `read` that throws is
 * a malformed answer.
 * @throws CallError.
 */
export function callGoogle<T>(
  deps: GoogleDeps,
  call: Call,
  invoke: (options: ClientOptions) => Promise<unknown>,
  read: (data: unknown) => T,
): Promise<T> {
  return retry(call, deps, async signal => {
    let data: unknown;
    await carried(carrierOf(deps, signal), carrier =>
      invoke({
        retry: false,
        fetchImplementation: async (...args) => {
          data = (await carrier(requestOf(...args))).json;
          return emptyResponse();
        },
        ...(deps.reason === undefined ? {} : {headers: {'x-goog-request-reason': deps.reason}}),
      }),
    );
    return read(data);
  });
}

/** Says in the audit log that the doctor reads, and as whom when that is not the caller himself. */
export function inspecting(deps: GoogleDeps, account?: string): InspectDeps {
  return {...deps, reason: `mesh-responder doctor${account === undefined ? '' : ` as ${account}`}`};
}

/** `callGoogle` for a verb that only reads. @throws CallError. */
export function readGoogle<T>(
  deps: GoogleDeps,
  call: string,
  invoke: (options: ClientOptions) => Promise<unknown>,
  read: (data: unknown) => T,
): Promise<T> {
  return callGoogle(deps, {call, write: false}, invoke, read);
}

/** Sends to Google as it is asked to, and makes sure that the answer is JSON. */
export function carrierOf(deps: GoogleDeps, signal: AbortSignal): Carrier {
  return async request => {
    const answer = await singleAttempt(deps, request, signal, deps.authorise);
    return {text: answer.text, json: jsonOf(answer)};
  };
}
