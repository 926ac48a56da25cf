import {CallError} from '../../../core/lib/error.ts';
import {isObject} from '../../../core/lib/json.ts';
import type {Clock} from '../../../core/ports/ports.ts';
import type {SendJson} from '../../chat/delivery/send-json.ts';

/** What keys are read with. */
export interface KeysDeps {
  readonly send: SendJson;
  readonly clock: Pick<Clock, 'now'>;
}

/** Where Google publishes keys as PEM by their id; `call` names it in errors. */
export interface KeysPlace {
  readonly call: string;
  readonly url: string;
}

/** A key as PEM, `unknown-key` where Google has none of this id, `unread` where Google's keys could not be read. */
export type KeyFound =
  | {readonly kind: 'key'; readonly pem: string}
  | {readonly kind: 'unknown-key'}
  | {readonly kind: 'unread'};

/** Keys that nobody says how long to keep are kept so long; an unknown key is asked for at most so often. */
const usualKeySeconds = 3_600;
const askAgainSeconds = 60;

interface Keys {
  readonly byId: Readonly<Record<string, string>>;
  readonly until: number;
}

/**
 * Builds the look-up of the keys that Google signs with. They are kept as long as the answer's `max-age` says, and read again
 * for an id that is not among them, once a minute at most, whoever asks for whatever.
 * @returns a function that does not throw for a Google that is away.
 */
export function googleKeys(
  {send, clock}: KeysDeps,
  place: KeysPlace,
): (id: string) => Promise<KeyFound> {
  let keys: Keys | undefined;
  let askedAt = -Infinity;
  let reading: Promise<void> | undefined;

  async function readKeys(now: number): Promise<void> {
    try {
      const {headers, body} = await send({...place, method: 'GET'});
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

  return async id => {
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
    if (keys === undefined) return {kind: 'unread'};
    const pem = Object.hasOwn(keys.byId, id) ? keys.byId[id] : undefined;
    return pem === undefined ? {kind: 'unknown-key'} : {kind: 'key', pem};
  };
}
