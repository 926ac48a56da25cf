import type {OAuth2Client} from 'google-auth-library';
import {CallError} from '../../../core/lib/error.ts';
import {isObject} from '../../../core/lib/json.ts';
import type {Clock} from '../../../core/ports/ports.ts';
import type {SendJson} from '../../chat/delivery/send-json.ts';

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
export interface TokenDeps {
  readonly send: SendJson;
  readonly clock: Pick<Clock, 'now'>;
}

/** Google's keys as PEM by their id: https://docs.cloud.google.com/docs/authentication/token-types#id */
const keysUrl = 'https://www.googleapis.com/oauth2/v1/certs';
/** https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
const issuers = ['https://accounts.google.com', 'accounts.google.com'];
/** Clocks differ, seconds. */
const skew = 60;
/** Longer than any token of Google; the framework takes headers of 16 KiB. */
const longest = 8_192;
/** Keys that nobody says how long to keep are kept so long; an unknown key is asked for at most so often. */
const usualKeySeconds = 3_600;
const askAgainSeconds = 60;

interface Keys {
  readonly byId: Readonly<Record<string, string>>;
  readonly until: number;
}

/**
 * Builds the check of Google's ID tokens: signature, issuer, audience, time and a verified e-mail. A token has to
 * be written exactly as Google writes one: what decodes to the same bytes in another spelling is refused, too.
 * @returns a function that never throws; what it returns holds nothing of the token but the e-mail.
 */
export function tokenCheck({
  send,
  clock,
}: TokenDeps): (token: string | undefined, audiences: readonly string[]) => Promise<TokenChecked> {
  let keys: Keys | undefined;
  let askedAt = -Infinity;
  let reading: Promise<void> | undefined;
  let client: Promise<OAuth2Client> | undefined;

  async function readKeys(now: number): Promise<void> {
    try {
      const {headers, body} = await send({call: 'google certs', method: 'GET', url: keysUrl});
      const age = Number(/max-age=(\d{1,7})/.exec(headers['cache-control'] ?? '')?.[1] ?? NaN);
      const byId = Object.fromEntries(
        Object.entries(isObject(body) ? body : {}).filter(
          (one): one is [string, string] => typeof one[1] === 'string',
        ),
      );
      const until = now + (Number.isNaN(age) ? usualKeySeconds : age);
      if (Object.keys(byId).length > 0) keys = {byId, until};
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // Keys that are a little old are Google's still.
    }
  }

  async function keysFor(id: string): Promise<Keys | undefined> {
    const now = clock.now() / 1000;
    const isKnown = keys !== undefined && now < keys.until && Object.hasOwn(keys.byId, id);
    // Whoever sends made-up keys does not have Google asked each time, and neither does a Google that is away.
    const mayAsk = now - askedAt >= askAgainSeconds || now < askedAt;
    if (!isKnown && mayAsk) {
      askedAt = now;
      reading = readKeys(now).finally(() => {
        reading = undefined;
      });
    }
    if (!isKnown) await reading;
    return keys;
  }

  return async (token, audiences) => {
    if (token === undefined || token === '') return invalid('no-token');
    const [header, payload, signature, ...more] = token.length > longest ? [] : token.split('.');
    const head = objectIn(header);
    const claims = objectIn(payload);
    if (more.length > 0 || signature === undefined || !isCanonical(signature)) {
      return invalid('malformed');
    }
    const id = head?.['kid'];
    if (head?.['alg'] !== 'RS256' || typeof id !== 'string' || claims === undefined) {
      return invalid('malformed');
    }
    const known = await keysFor(id);
    if (known === undefined) return {kind: 'unknown'};
    const key = Object.hasOwn(known.byId, id) ? known.byId[id] : undefined;
    if (key === undefined) return invalid('unknown-key');
    const {exp, iat, aud, email, email_verified: isVerified} = claims;
    const now = clock.now() / 1000;
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
      ).verifySignedJwtWithCertsAsync(token, {[id]: key}, [...audiences], issuers);
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

function objectIn(part: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (part === undefined || !isCanonical(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Decoders forgive other spellings of the same bytes. */
function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}
