import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import type {JsonObject} from '../../functions/core/lib/json.ts';

/** Whoever signs Google's tokens: one key pair, made when it is first asked for. */
export interface GoogleIdentity {
  /** `/oauth2/v1/certs`: public keys as PEM, by their ids. */
  readonly pems: () => Readonly<Record<string, string>>;
  /** `/oauth2/v3/certs`: `{keys: [JWK]}`. */
  readonly jwks: () => {readonly keys: readonly JsonObject[]};
  /** A JWT with these claims. */
  readonly sign: (claims: JsonObject, forged?: Forged) => string;
}

/** How a token is made that nobody should believe. */
export interface Forged {
  /** `none`: no signature at all; `HS256`: signed with the public key as if it were a secret. */
  readonly alg?: 'none' | 'HS256';
  /** True: signed by a key that is not Google's, under the id of one that is. */
  readonly otherKey?: boolean;
}

/** Makes the keys of one sandbox. */
export function googleIdentity(): GoogleIdentity {
  let made: Key | undefined;
  const key = (): Key => (made ??= makeKey());
  return {
    pems: () => ({[key().kid]: key().pem}),
    jwks: () => {
      const {kid, publicKey} = key();
      const jwk = publicKey.export({format: 'jwk'});
      return {keys: [{...jwk, kid, alg: 'RS256', use: 'sig'}]};
    },
    sign: (claims, forged = {}) => {
      const {kid, pem, privateKey} = key();
      const alg = forged.alg ?? 'RS256';
      const text = `${part({alg, kid, typ: 'JWT'})}.${part(claims)}`;
      switch (alg) {
        case 'none':
          return `${text}.`;
        case 'HS256':
          return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
        case 'RS256': {
          const by = forged.otherKey === true ? makeKey().privateKey : privateKey;
          return `${text}.${signBytes('RSA-SHA256', Buffer.from(text), by).toString('base64url')}`;
        }
      }
    },
  };
}

/** Whom a token is about, and for whom it is made. */
export interface About {
  readonly email: string;
  readonly audience: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The claims of an ID token as Google makes them, good for an hour:
 * https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload
 */
export function idClaims({email, audience, now}: About): JsonObject {
  const iat = Math.floor(now / 1000);
  const sub = BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 16)}`);
  return {
    iss: 'https://accounts.google.com',
    azp: email.endsWith('.gserviceaccount.com') ? sub.toString() : audience,
    aud: audience,
    sub: sub.toString(),
    email,
    email_verified: true,
    iat,
    exp: iat + 3600,
  };
}

interface Key {
  readonly kid: string;
  readonly pem: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function makeKey(): Key {
  const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  const pem = publicKey.export({type: 'spki', format: 'pem'}).toString();
  const kid = createHash('sha256').update(pem).digest('hex').slice(0, 40);
  return {kid, pem, publicKey, privateKey};
}

function part(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
