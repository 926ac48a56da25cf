import type {HttpRequest} from '../../http/http-client.ts';
import {FailedAttempt} from '../../http/failed-attempt.ts';

/** What Google's libraries are handed to send with, in the place of the global fetch. */
export type LibraryFetch = (...args: Parameters<typeof fetch>) => Promise<Response>;

/** Sends a library's request and returns the body that the library is to read: JSON. */
export type Carrier = (request: HttpRequest) => Promise<string>;

/** The request that a library built, in our own terms. Libraries send their bodies as text. */
export function requestOf(...[input, init]: Parameters<typeof fetch>): HttpRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  // gax asks for numbers in the place of enum names; names are what the REST reference documents.
  url.searchParams.delete('$alt');
  const body = init?.body;
  return {
    method: init?.method ?? 'GET',
    url,
    headers: Object.fromEntries(new Headers(init?.headers)),
    ...(typeof body === 'string' ? {body} : {}),
  };
}

/** A carried body as the library wants to see it. */
export function responseOf(json: string): Response {
  return new Response(json, {headers: {'content-type': 'application/json'}});
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
