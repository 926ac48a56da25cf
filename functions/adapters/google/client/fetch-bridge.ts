import {AsyncLocalStorage} from 'node:async_hooks';
import type {AuthClient} from 'google-auth-library';
import type {HttpRequest} from '../../http/http-client.ts';
import {FailedAttempt} from '../../http/failed-attempt.ts';

/** What Google's libraries are handed to send with, in the place of the global fetch. */
export type LibraryFetch = (...args: Parameters<typeof fetch>) => Promise<Response>;

/** Sends a library's request and returns the body that the library is to read: JSON, as text and as what it says. */
export type Carrier = (request: HttpRequest) => Promise<Carried>;

/** An answer that a library is given, or that is read in its place. */
export interface Carried {
  readonly text: string;
  readonly json: unknown;
}

/** The request that a library built, in our own terms. Libraries send their bodies as text. */
export function requestOf(...[input, init]: Parameters<typeof fetch>): HttpRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  // gax asks for numbers in the place of enum names; names are what the REST reference documents.
  url.searchParams.delete('$alt');
  const body = init?.body;
  return {
    method: init?.method ?? 'GET',
    url,
    headers: Object.fromEntries(
      init?.headers instanceof Headers ? init.headers : new Headers(init?.headers),
    ),
    ...(typeof body === 'string' ? {body} : {}),
  };
}

/** A carried body as the library wants to see it. */
function responseOf({text}: Carried): Response {
  return new Response(text, {headers: {'content-type': 'application/json'}});
}

/**
 * A generated client's answer where what was carried is read in its place: gaxios asks it for these, and finds nothing to
 * parse a second time. A `Response` of node is a stream, and costs as much as the request.
 */
export function emptyResponse(): Response {
  const empty = {
    ok: true,
    status: 200,
    statusText: 'OK',
    headers: {get: () => null},
    text: () => Promise.resolve(''),
  };
  return empty as unknown as Response;
}

/**
 * Runs one call of a library whose requests go through `carrier`. Libraries wrap what their
 * transport throws, with the request and its headers inside: the carrier's own `FailedAttempt` is thrown in
 * its place.
 */
export async function carried<T>(
  carrier: Carrier,
  work: (carrier: Carrier) => Promise<T>,
): Promise<T> {
  const faults: FailedAttempt[] = [];
  try {
    return await work(async request => {
      try {
        return await carrier(request);
      } catch (error) {
        if (error instanceof FailedAttempt) faults.push(error);
        throw error;
      }
    });
  } catch (error) {
    throw faults.at(-1) ?? error;
  }
}

/** A way for a long-lived client of a gax library to send through the carrier of each call. */
export interface Transport {
  /** The library's auth client: gives no credentials (the carrier does) and sends everything. */
  readonly authClient: AuthClient;
  /** Runs a call of the library whose requests go through `carrier`, also beside other calls. */
  run<T>(carrier: Carrier, work: () => Promise<T>): Promise<T>;
}

/**
 * Makes a transport. gax in REST mode sends with its auth client's `fetch`, and an auth client takes
 * a fetch implementation: no probing for credentials, no second HTTP client, no repeats of its own.
 */
export async function transport(): Promise<Transport> {
  const {PassThroughClient} = await import('google-auth-library');
  const current = new AsyncLocalStorage<Carrier>();
  const authClient = new PassThroughClient({
    transporterOptions: {
      retry: false,
      fetchImplementation: async (...args) => {
        const carrier = current.getStore();
        if (carrier === undefined) throw new Error('A library sent a request outside of a call.');
        return responseOf(await carrier(requestOf(...args)));
      },
    },
  });
  return {
    authClient,
    run: (carrier, work) => carried(carrier, inner => current.run(inner, work)),
  };
}
