import {ok, type Answer} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';

/**
 * The keys that Google's ID tokens are verified with, as PEM by key id and as a JWK set:
 * https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken . The real v1 answers
 * certificates; these are the bare public keys, which node:crypto takes in the same place.
 */
export function routeCerts(call: Call): Route<Verb<'certs'>> | undefined {
  if (call.method !== 'GET') return undefined;
  switch (call.path) {
    case '/oauth2/v1/certs':
      return {verb: 'pem', mutating: false, run: site => cached(site.identity.pems())};
    case '/oauth2/v3/certs':
      return {verb: 'jwk', mutating: false, run: site => cached(site.identity.jwks())};
    default:
      return undefined;
  }
}

/** Whoever verifies tokens keeps the keys for as long as the answer says. */
function cached(body: unknown): Answer {
  const headers = {'cache-control': 'public, max-age=21600, must-revalidate, no-transform'};
  return {...ok(body), headers};
}
