import {isIPv4} from 'node:net';
import {isObject} from '../../core/lib/json.ts';

/** What is looked at of a request before anything of ours reads its body. */
export interface Incoming {
  readonly method: string;
  /** The address that the connection comes from. */
  readonly peer: string | undefined;
  readonly host: string | undefined;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  /** Bytes that came, where the framework has read them already. */
  readonly received: number;
  readonly authorization: string | undefined;
}

/** Who may ask. */
export interface Fence {
  /** Only processes of this machine. */
  readonly loopbackOnly: boolean;
  /** E-mail addresses of the accounts that may call; empty: whoever gets here. */
  readonly callers: readonly string[];
  readonly now: () => number;
  /**
   * What it may bring: `deliveries` of Pub/Sub in JSON; `clicks`, which come as forms too and are small; or `forms` of our
   * own pages, which are smaller.
   */
  readonly takes: 'deliveries' | 'clicks' | 'forms';
}

/** Why a request is not served, with the HTTP status that says so. */
export interface Refusal {
  readonly status: 401 | 403 | 413 | 415;
  readonly why: string;
}

/** A request that is served, or a token whose signature has to be verified first. */
export type Admission =
  | {readonly kind: 'served'}
  | {readonly kind: 'refused'; readonly refusal: Refusal}
  | {readonly kind: 'unverified'; readonly token: string; readonly audience: string};

/**
 * Bytes of a body. A log entry has at most 256 KiB, an audit entry 512
 * (https://docs.cloud.google.com/logging/quotas); base64 adds a third, an envelope little.
 */
export const bodyLimit = 2 * 1024 * 1024;

/**
 * Bytes of a click: it brings the message that it was made in, whose Korean a form writes with up to nine bytes a
 * character.
 */
export const clickLimit = 256 * 1024;

/** Bytes of a form of our own: a reason has 200 characters. */
export const formLimit = 16 * 1024;

const limits = {deliveries: bodyLimit, clicks: clickLimit, forms: formLimit} as const;

const served: Admission = {kind: 'served'};

/** Whether a request is served, by who sends it and what it says of its body. */
export function admission(incoming: Incoming, fence: Fence): Admission {
  const refusal = strangerRefused(incoming, fence) ?? bodyRefused(incoming, fence);
  if (refusal !== undefined) return {kind: 'refused', refusal};
  return fence.callers.length === 0 ? served : tokenAdmitted(incoming, fence);
}

/** In local mode nobody signs in: only this machine is let in, and no page of a browser by another name. */
function strangerRefused({peer, host}: Incoming, {loopbackOnly}: Fence): Refusal | undefined {
  if (!loopbackOnly || (isLoopback(peer) && isLoopback(nameOf(host)))) return undefined;
  return {status: 403, why: 'in local mode only 127.0.0.1, [::1] and localhost are served'};
}

function bodyRefused(incoming: Incoming, {takes}: Fence): Refusal | undefined {
  const {method, contentType = '', contentLength = '0', received} = incoming;
  if (method !== 'POST') return undefined;
  const limit = limits[takes];
  if (Math.max(Number(contentLength) || 0, received) > limit) {
    return {status: 413, why: `a body has at most ${limit} bytes`};
  }
  const [given = ''] = contentType.split(';');
  const type = given.trim().toLowerCase();
  if (takes !== 'forms' && type === 'application/json') return undefined;
  // A form is what a browser sends to anybody without asking; those of Slack are signed, ours prove their session.
  if (takes !== 'deliveries' && type === 'application/x-www-form-urlencoded') return undefined;
  const read = takes === 'forms' ? 'application/x-www-form-urlencoded' : 'application/json';
  return {status: 415, why: `only ${read} is read`};
}

/** The Host header without its port. */
function nameOf(host: string | undefined): string | undefined {
  return host === undefined ? undefined : (URL.parse(`http://${host}`)?.hostname ?? undefined);
}

function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const bare = address.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  return bare === 'localhost' || bare === '::1' || (isIPv4(bare) && bare.startsWith('127.'));
}

/**
 * Cloud Run lets in whoever IAM names, and then takes the token's signature out
 * (https://docs.cloud.google.com/run/docs/authenticating/service-to-service#receiving-requests). What the
 * token says is looked at once more here: a binding too many lets nobody else in.
 */
const removed = 'SIGNATURE_REMOVED_BY_GOOGLE';
const issuers = ['https://accounts.google.com', 'accounts.google.com'];
/** Clocks differ, seconds. */
const skew = 60;

function tokenAdmitted({authorization, host}: Incoming, {callers, now}: Fence): Admission {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? undefined : claimsOf(token);
  if (token === undefined || claims === undefined || host === undefined) {
    return unauthorised('no readable identity token');
  }
  const {aud, email, email_verified: isVerified, exp, iss} = claims;
  const audience = typeof aud === 'string' ? aud : '';
  if (typeof iss !== 'string' || !issuers.includes(iss)) return unauthorised('another issuer');
  if (URL.parse(audience)?.host !== host) return unauthorised('a token for another audience');
  if (typeof exp !== 'number' || exp + skew < now() / 1000) {
    return unauthorised('a token that has expired');
  }
  if (typeof email !== 'string' || isVerified !== true || !callers.includes(email)) {
    return unauthorised('an identity that may not call this function');
  }
  return token.endsWith(`.${removed}`) ? served : {kind: 'unverified', token, audience};
}

function unauthorised(why: string): Admission {
  return {kind: 'refused', refusal: {status: 401, why}};
}

/** The claims of a JSON Web Token; undefined for what is none. */
function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [header, payload, signature, ...more] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  if (more.length > 0) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
