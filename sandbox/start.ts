import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {control} from './http/control.ts';
import {applyPatch} from './patch/apply-patch.ts';
import {parsePatch} from './patch/parse-patch.ts';
import {readBody} from './http/read-body.ts';
import {clickers} from './clicks/clickers.ts';
import {googleIdentity} from './clicks/google-id-token.ts';
import {type People, usualPeople} from './people.ts';
import type {Sandbox} from './sandbox.ts';
import type {Story} from './scenario.ts';
import {findScenario} from './scenarios.ts';
import {serve} from './http/serve.ts';
import {showState} from './show.ts';
import {armed, type Run, startRun} from './state.ts';
import {settle} from './world/world.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** Name in the registry, or a scenario of one's own. */
  readonly scenario: string | Story;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Divides every duration of the world; 1 by default. */
  readonly timeScale?: number;
  /** Faults that are there from the start, e.g. `slack:*=503x2`. */
  readonly faults?: readonly string[];
  /** How long enabling a service takes; 8 s by default. */
  readonly enableSeconds?: number;
  /** How long the mesh takes to notice that a cause is gone; 20 s by default. */
  readonly recoverSeconds?: number;
  /** How long a change of a cluster or a fleet takes, and a rollout; 10 s by default. */
  readonly changeSeconds?: number;
  /** Who is there to press buttons. */
  readonly people?: People;
}

function textOf(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

const localhost = '127.0.0.1';

/**
 * Starts the stand-in for Google Cloud and chat on 127.0.0.1: a request to `https://HOST/PATH` arrives as
 * `URL/HOST/PATH`.
 * @throws Error when the scenario or a fault is unknown, or the port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {now, timeScale = 1} = options;
  const {enableSeconds = 8, recoverSeconds = 20, changeSeconds = 10} = options;
  if (!(timeScale > 0)) throw new Error(`timeScale must be more than 0, not ${timeScale}`);
  const scenario =
    typeof options.scenario === 'string' ? findScenario(options.scenario) : options.scenario;
  const pace = {
    enableMs: (enableSeconds * 1000) / timeScale,
    recoverMs: (recoverSeconds * 1000) / timeScale,
    changeMs: (changeSeconds * 1000) / timeScale,
    scale: timeScale,
  };
  const identity = googleIdentity();
  const {faults = [], people = usualPeople} = options;
  const begin = () => startRun(scenario, {pace, faults, people, identity}, now());
  let run = begin();
  const settled = (): Run => {
    settle(run.site.world, now());
    return run;
  };
  const closing = new AbortController();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? '/';
    const method = request.method ?? 'GET';
    const body = await readBody(request);
    if (!target.startsWith('/_sandbox/')) {
      const [, host = '', path = ''] = /^\/([^/?]*)(.*)$/s.exec(target) ?? [];
      await serve(
        {
          method,
          host,
          target: path,
          body,
          reason: textOf(request.headers['x-goog-request-reason']),
          accept: request.headers.accept ?? '',
          contentType: request.headers['content-type'] ?? '',
          signature: textOf(request.headers['x-mesh-responder-signature']) ?? '',
        },
        {run, now, closing: closing.signal},
        response,
      );
      return;
    }
    const said = await control(sandbox, method, target, body);
    response.writeHead(said.status, {'content-type': 'application/json', ...said.headers});
    response.end(said.text ?? `${JSON.stringify(said.body, undefined, 2)}\n`);
  };
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, localhost, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const sandbox: Sandbox = {
    url: `http://${localhost}:${port}`,
    config: scenario.config,
    get world() {
      return settled().site.world;
    },
    state: () => showState(settled(), now()),
    requests: () => run.seen,
    chat: () => {
      const {messages, refused, views} = run.site.chat;
      return {messages, refused, views};
    },
    people: clickers(scenario.config, () => run, {now, closing: closing.signal}),
    pages: () => run.site.pages,
    published: () => run.site.published,
    entries: () => settled().site.world.entries,
    faults: () => run.faults.map(one => one.fault.text),
    addFault: text => void run.faults.push(armed(text)),
    clearFaults: () => void run.faults.splice(0),
    patch: patch => {
      applyPatch(settled().site.world, parsePatch(patch), now());
    },
    reset: () => {
      run = begin();
    },
    close: () => {
      closing.abort();
      server.closeAllConnections();
      return new Promise(resolve =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
  return sandbox;
}
