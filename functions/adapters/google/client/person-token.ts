import type {OAuth2Client} from 'google-auth-library';
import {googleKeys, type KeysDeps} from './google-keys.ts';
import {tokenParts} from './token-parts.ts';

/** Whom a token speaks for, or why it counts for nothing. */
export type TokenChecked =
  | {readonly kind: 'valid'; readonly email: string}
  | {readonly kind: 'invalid'; readonly why: TokenFault}
  /** Google's keys could not be read: nobody knows. */
  | {readonly kind: 'unknown'};

/** What is wrong with a token; it never holds anything of it. */
export type TokenFault =
  | 'no-token'
  | 'malformed'
  | 'unknown-key'
  | 'wrong-signature-or-audience'
  | 'expired'
  | 'no-verified-email';

/** What tokens are checked with. */
export type TokenDeps = KeysDeps;

/** Google's keys as PEM by their id: https://docs.cloud.google.com/docs/authentication/token-types#id */
const keysUrl = 'https://www.googleapis.com/oauth2/v1/certs';
/** https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
const issuers = ['https://accounts.google.com', 'accounts.google.com'];
/** Clocks differ, seconds. */
const skew = 60;

/**
 * Builds the check of Google's ID tokens: signature, issuer, audience, time and a verified e-mail. A token has to
 * be written exactly as Google writes one: what decodes to the same bytes in another spelling is refused, too.
 * @returns a function that never throws; what it returns holds nothing of the token but the e-mail.
 */
export function tokenCheck(
  deps: TokenDeps,
): (token: string | undefined, audiences: readonly string[]) => Promise<TokenChecked> {
  const keyOf = googleKeys(deps, {call: 'google certs', url: keysUrl});
  let client: Promise<OAuth2Client> | undefined;

  return async (token, audiences) => {
    if (token === undefined || token === '') return invalid('no-token');
    const parts = tokenParts(token);
    const id = parts?.head['kid'];
    if (parts?.head['alg'] !== 'RS256' || typeof id !== 'string') return invalid('malformed');
    const key = await keyOf(id);
    if (key.kind === 'unread') return {kind: 'unknown'};
    if (key.kind === 'unknown-key') return invalid('unknown-key');
    const {exp, iat, aud, email, email_verified: isVerified} = parts.claims;
    const now = deps.clock.now() / 1000;
    const isNow =
      typeof exp === 'number' && typeof iat === 'number' && now < exp + skew && iat - skew <= now;
    if (!isNow) return invalid('expired');
    // The library takes lists as well, of which one has to fit.
    if (typeof aud !== 'string' || audiences.length === 0) {
      return invalid('wrong-signature-or-audience');
    }
    client ??= import('google-auth-library').then(library => new library.OAuth2Client());
    try {
      await (
        await client
      ).verifySignedJwtWithCertsAsync(token, {[id]: key.pem}, [...audiences], issuers);
    } catch {
      // What the library says of it holds the token.
      return invalid('wrong-signature-or-audience');
    }
    return typeof email === 'string' &&
      /^[^\s@]{1,100}@[^\s@]{1,200}$/.test(email) &&
      isVerified === true
      ? {kind: 'valid', email}
      : invalid('no-verified-email');
  };
}

function invalid(why: TokenFault): TokenChecked {
  return {kind: 'invalid', why};
}
