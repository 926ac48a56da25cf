import {isObject} from '../../../core/lib/json.ts';

/** The two JSON parts of a JSON Web Token, unverified. */
export interface TokenParts {
  readonly head: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Longer than any token of Google; node takes headers of 16 KiB together. */
const longest = 8_192;

/**
 * Takes a JSON Web Token apart, without verifying anything: https://www.rfc-editor.org/rfc/rfc7519.
 * @returns undefined for what is none, or is not written exactly as Google writes one: what decodes to the same bytes in
 *   another spelling is none.
 */
export function tokenParts(token: string): TokenParts | undefined {
  const [header, payload, signature, ...more] = token.length > longest ? [] : token.split('.');
  const head = objectIn(header);
  const claims = objectIn(payload);
  if (head === undefined || claims === undefined || more.length > 0) return undefined;
  return signature !== undefined && isCanonical(signature) ? {head, claims} : undefined;
}

function objectIn(part: string | undefined): TokenParts['head'] | undefined {
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
