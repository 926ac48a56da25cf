import {isHostPort} from '../../http/proxy.ts';
import {jsonOf} from '../../http/map-error.ts';
import {singleAttempt} from '../../http/request.ts';
import {carrierOf, type GoogleDeps} from '../client/call.ts';
import type {Carrier} from '../client/fetch-bridge.ts';

/** What Pub/Sub is called with. */
export interface PubsubDeps extends GoogleDeps {
  /** `HOST:PORT` of a Pub/Sub emulator; it gets the calls in the place of Google or the proxy. */
  readonly emulator?: string;
}

/** @throws Error when the emulator is not of the form HOST:PORT. */
export function assertEmulator({emulator}: Pick<PubsubDeps, 'emulator'>): void {
  if (emulator === undefined || isHostPort(emulator)) return;
  throw new Error(`The Pub/Sub emulator ${JSON.stringify(emulator)} is not of the form HOST:PORT.`);
}

/** Sends to Pub/Sub. The emulator speaks plain HTTP and knows no credentials. */
export function pubsubCarrier(deps: PubsubDeps, signal: AbortSignal): Carrier {
  const {emulator, clock} = deps;
  if (emulator === undefined) return carrierOf(deps, signal);
  return async request => {
    const url = new URL(`http://${emulator}${request.url.pathname}`);
    const answer = await singleAttempt({clock}, {...request, url}, signal);
    return {text: answer.text, json: jsonOf(answer)};
  };
}
