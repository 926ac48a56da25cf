import type {OAuth2Client} from 'google-auth-library';
import {googleKeys, type KeysDeps} from './google-keys.ts';
import {tokenParts, type TokenParts} from './token-parts.ts';

/**
 * The header in which Identity-Aware Proxy (IAP) says who asks, signed. The unsigned ones beside it are anybody's who gets
 * past IAP, and are never read. https://docs.cloud.google.com/iap/docs/signed-headers-howto
 */
export const iapHeader = 'x-goog-iap-jwt-assertion';

/**
 * The header in which the console hands the assertion on to interact, which verifies it once more. It has another name
 * because `x-goog-*` is Google's own on the way to a function.
 */
export const handedOnHeader = 'x-mesh-responder-iap-assertion';

/** A person whom IAP has let in. */
export interface IapIdentity {
  /** As Google writes it. */
  readonly email: string;
  /** `accounts.google.com:NUMBER`, which stays the same when the e-mail changes. */
  readonly subject: string;
}

/** Who asks, or why nobody knows. */
export type IapChecked =
  | {readonly kind: 'verified'; readonly identity: IapIdentity}
  | {readonly kind: 'refused'; readonly why: IapRefusal}
  /** Google's keys could not be read: nobody knows. */
  | {readonly kind: 'unknown'};

/** Why an assertion counts for nothing; it never holds anything of it. */
export type IapRefusal =
  /** No request of IAP is without one: this one came past it, or IAP is off. */
  | 'absent'
  | 'repeated'
  | 'malformed'
  | 'wrong-algorithm'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'not-yet-valid'
  | 'expired'
  | 'too-long-lived'
  /** It speaks for no account of Google's, for example for one of an identity provider of the organisation's own. */
  | 'no-google-account'
  | 'unknown-key'
  | 'bad-signature';

/** Keys as PEM by their id, the issuer and the times: https://docs.cloud.google.com/iap/docs/signed-headers-howto */
const keys = {call: 'iap certs', url: 'https://www.gstatic.com/iap/verify/public_key'};
const issuer = 'https://cloud.google.com/iap';
/** Clocks differ, seconds; without it an assertion lives ten minutes. */
const skew = 30;
const longestLife = 600 + 2 * skew;

/**
 * Builds the check of IAP's signed assertion: algorithm, issuer, audience, time, account and signature. What an assertion
 * says of itself is looked at first, so that only one that IAP could have signed for this console has keys read.
 * @param audience the one of the console's own backend: `/projects/NUMBER/global/backendServices/ID`, or
 *   `/projects/NUMBER/locations/REGION/services/NAME` where IAP stands before Cloud Run itself.
 * @returns a function that takes the header as it came, a list where it came more than once, and never throws.
 */
export function iapCheck(
  deps: KeysDeps,
  audience: string,
): (assertion: string | readonly string[] | undefined) => Promise<IapChecked> {
  const keyOf = googleKeys(deps, keys);
  let client: Promise<OAuth2Client> | undefined;

  async function isSigned(token: string, id: string, pem: string): Promise<boolean> {
    client ??= import('google-auth-library').then(library => new library.OAuth2Client());
    try {
      await (await client).verifySignedJwtWithCertsAsync(token, {[id]: pem}, audience, [issuer]);
      return true;
    } catch {
      // What the library says of it holds the token.
      return false;
    }
  }

  return async given => {
    const assertion = single(given);
    if (assertion === '') return refused('absent');
    // Node joins a header that came twice: https://nodejs.org/api/http.html#messageheaders
    if (assertion === undefined || assertion.includes(',')) return refused('repeated');
    const parts = tokenParts(assertion);
    const id = parts?.head['kid'];
    // Of the extensions of a token (`crit`) none is understood: https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11
    if (parts === undefined || typeof id !== 'string' || 'crit' in parts.head) {
      return refused('malformed');
    }
    if (parts.head['alg'] !== 'ES256') return refused('wrong-algorithm');
    const said = claimed(parts, audience, deps.clock.now() / 1000);
    if (typeof said === 'string') return refused(said);
    const key = await keyOf(id);
    if (key.kind === 'unread') return {kind: 'unknown'};
    if (key.kind === 'unknown-key') return refused('unknown-key');
    if (!(await isSigned(assertion, id, key.pem))) return refused('bad-signature');
    return {kind: 'verified', identity: said};
  };
}

/** The one value of a header: empty where there is none, undefined where there are several. */
function single(given: string | readonly string[] | undefined): string | undefined {
  if (given === undefined || typeof given === 'string') return given ?? '';
  return given.length > 1 ? undefined : (given[0] ?? '');
}

/** Whom an assertion speaks for, if its signature is right, or what is wrong with what it says. */
function claimed({claims}: TokenParts, audience: string, now: number): IapIdentity | IapRefusal {
  const {iss, aud, iat, exp, email, sub} = claims;
  if (iss !== issuer) return 'wrong-issuer';
  if (aud !== audience) return 'wrong-audience';
  if (!Number.isInteger(iat) || !Number.isInteger(exp)) return 'malformed';
  if (Number(iat) - skew > now) return 'not-yet-valid';
  if (now >= Number(exp) + skew) return 'expired';
  if (Number(exp) - Number(iat) > longestLife) return 'too-long-lived';
  const isAccount =
    typeof email === 'string' &&
    /^[^\s@:]{1,100}@[^\s@:]{1,200}$/.test(email) &&
    typeof sub === 'string' &&
    /^accounts\.google\.com:\d{1,30}$/.test(sub);
  return isAccount ? {email, subject: sub} : 'no-google-account';
}

function refused(why: IapRefusal): IapChecked {
  return {kind: 'refused', why};
}
