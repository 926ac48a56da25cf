import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {getRequestListener} from '@hono/node-server';
import type {ConsoleDeps} from '../deps.ts';
import type {Viewer} from '../gate/gate.ts';
import {localGate} from '../gate/local-gate.ts';
import {consoleApp} from './app.ts';

/** A console that runs on this machine, for this machine. */
export interface LocalConsole {
  /** The address that lets a browser in, once. */
  readonly url: string;
  close(): Promise<void>;
}

/** A local store costs nothing to look at. */
const lookMs = 1_000;

/**
 * Serves the console on loopback until it is closed.
 * @param port 0: any free one. @throws Error of node:net where the port cannot be had.
 */
export async function serveLocally(
  deps: Omit<ConsoleDeps, 'gate' | 'lookMs'>,
  viewer: Viewer,
  port: number,
): Promise<LocalConsole> {
  let own = port;
  const {gate, key} = localGate(viewer, {port: () => own, token: deps.token});
  const app = consoleApp({...deps, gate, lookMs});
  const listener = getRequestListener(app.fetch, {overrideGlobalObjects: false});
  const server = createServer((request, response) => void listener(request, response));
  // A header or a body that does not come to its end holds nobody up.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}/incidents?key=${key}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
