import {execFile} from 'node:child_process';
import {cp, mkdir, writeFile} from 'node:fs/promises';
import {Agent} from 'node:http';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {freePort} from '../../lib/served.ts';
import {entryOf} from '../event.ts';
import {findProgram, packageVersion} from './installed.ts';
import {postJson} from './post-json.ts';
import {spawned} from './spawned.ts';
import type {Peer} from './subject.ts';

const named = {id: 'n8n', name: 'n8n'};
const workflow = 'benchpeers000001';
/** Names the chat's address: a stand-in's port is not known yet when the workflow is written. */
const chatVariable = 'BENCH_CHAT';

/**
 * n8n with a published workflow: webhook, http request. It records each execution, as it is installed, and runs at most
 * twenty side by side.
 */
export const n8n: Peer = {
  ...named,
  install: 'npm install n8n',
  async find(folder) {
    const program = await findProgram(['n8n']);
    if (program === undefined) return undefined;
    // Its database is made once; every start gets a copy.
    const made = join(folder, 'n8n');
    await prepare(program, made);
    return {
      ...named,
      version: await packageVersion(program),
      asksGoogle: false,
      async start({url, folder: home, before}) {
        await cp(made, home, {recursive: true});
        const [port, broker] = [await freePort(), await freePort()];
        const agent = new Agent({keepAlive: true});
        return {
          spawned: spawned({
            command: [...before, process.execPath, program, 'start'],
            folder: home,
            env: {
              ...environment(home),
              N8N_LISTEN_ADDRESS: '127.0.0.1',
              N8N_PORT: String(port),
              N8N_RUNNERS_BROKER_PORT: String(broker),
              [chatVariable]: `${url}/post`,
            },
          }),
          send: event => postJson(agent, port, '/webhook/entries', JSON.stringify(entryOf(event))),
        };
      },
    };
  },
};

/** https://docs.n8n.io/hosting/configuration/environment-variables/ */
function environment(home: string): Readonly<Record<string, string>> {
  return {
    N8N_USER_FOLDER: home,
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
    // Without a limit 500 at once were begun side by side, and took more than 5 GiB.
    N8N_CONCURRENCY_PRODUCTION_LIMIT: '20',
  };
}

/** https://docs.n8n.io/hosting/cli-commands/ */
async function prepare(program: string, home: string): Promise<void> {
  await mkdir(home);
  const file = join(home, 'workflow.json');
  await writeFile(file, JSON.stringify(flow));
  const env = {PATH: process.env['PATH'], HOME: home, ...environment(home)};
  const run = promisify(execFile);
  for (const args of [
    ['import:workflow', `--input=${file}`],
    ['publish:workflow', `--id=${workflow}`],
  ]) {
    await run(process.execPath, [program, ...args], {env, maxBuffer: 1 << 24});
  }
}

const text =
  "$json.body.severity + ' ' + $json.body.resource.labels.cluster_name + ': ' + $json.body.jsonPayload.message";
/** A workflow as n8n exports it. It answers the request before it posts, as intake does. */
const flow = {
  id: workflow,
  name: 'bench',
  active: false,
  settings: {executionOrder: 'v1'},
  nodes: [
    {
      id: 'in',
      name: 'In',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0],
      webhookId: 'bench-in',
      parameters: {httpMethod: 'POST', path: 'entries', responseMode: 'onReceived', options: {}},
    },
    {
      id: 'out',
      name: 'Out',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      position: [200, 0],
      parameters: {
        method: 'POST',
        url: `={{ $env.${chatVariable} }}`,
        sendBody: true,
        specifyBody: 'json',
        jsonBody: `={{ JSON.stringify({channel: 'C0BENCH', text: ${text}}) }}`,
        options: {},
      },
    },
  ],
  connections: {In: {main: [[{node: 'Out', type: 'main', index: 0}]]}},
};
