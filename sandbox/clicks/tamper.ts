import type {JsonObject} from '../../functions/core/lib/json.ts';
import {fieldsOf, flag, named, object, oneOf, optional, orNull, text} from '../patch/read.ts';
import type {Forged} from './google-id-token.ts';

/** How an attacker, or a bad network, changes what is sent. Nothing of it: as the service sends it. */
export interface Tamper extends Forged {
  /** Slack: signs with this secret instead. */
  readonly secret?: string;
  /** Moves the time of the signature, or of the token, by so many seconds. */
  readonly seconds?: number;
  /** Fields of the payload, or of the event, that are put in before it is signed. */
  readonly payload?: JsonObject;
  /** Google: claims that are put into the token, e.g. `aud`, `iss`, `email`. */
  readonly claims?: JsonObject;
  /** Takes the place of the body after it was signed. */
  readonly body?: string;
  /** Headers that are put in after the signing; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Sends the same bytes a second time: at the same time, or after the answer. */
  readonly duplicate?: 'together' | 'after';
}

/** Reads a tamper. @throws Error naming the field that is wrong and what it should be. */
export function readTamper(value: unknown, path: string): Tamper {
  const found = fieldsOf(value, path, [
    'secret',
    'seconds',
    'payload',
    'claims',
    'body',
    'headers',
    'duplicate',
    'alg',
    'otherKey',
  ]);
  return {
    ...optional(found, 'secret', text, path),
    ...optional(found, 'seconds', readSeconds, path),
    ...optional(found, 'payload', object, path),
    ...optional(found, 'claims', object, path),
    ...optional(found, 'body', text, path),
    ...optional(found, 'headers', (one, at) => named(one, at, orNull(text)), path),
    ...optional(found, 'duplicate', oneOf('together', 'after'), path),
    ...optional(found, 'alg', oneOf('none', 'HS256'), path),
    ...optional(found, 'otherKey', flag, path),
  };
}

function readSeconds(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new Error(`${path} must be a whole number of seconds`);
}
