import {AsyncLocalStorage} from 'node:async_hooks';
import type {AuthClient} from 'google-auth-library';
import {carried, requestOf, responseOf, type Carrier} from './fetch-bridge.ts';

/** A way for a long-lived client of a gax library to send through the carrier of each call. */
export interface Transport {
  /** The library's auth client: gives no credentials (the carrier does) and sends everything. */
  readonly authClient: AuthClient;
  /** Runs a call of the library whose requests go through `carrier`, also beside other calls. */
  run<T>(carrier: Carrier, work: () => Promise<T>): Promise<T>;
}

/**
 * Makes a transport. gax in REST mode sends with its auth client's `fetch`, and an auth client takes
 * a fetch implementation: no probing for credentials, no second HTTP client, no repeats of its own.
 */
export async function transport(): Promise<Transport> {
  const {PassThroughClient} = await import('google-auth-library');
  const current = new AsyncLocalStorage<Carrier>();
  const authClient = new PassThroughClient({
    transporterOptions: {
      retry: false,
      fetchImplementation: async (...args) => {
        const carrier = current.getStore();
        if (carrier === undefined) throw new Error('A library sent a request outside of a call.');
        return responseOf(await carrier(requestOf(...args)));
      },
    },
  });
  return {
    authClient,
    run: (carrier, work) => carried(carrier, inner => current.run(inner, work)),
  };
}
