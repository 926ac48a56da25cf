import {writeFile} from 'node:fs/promises';
import {Agent} from 'node:http';
import {join} from 'node:path';
import {freePort} from '../../lib/served.ts';
import {entryOf} from '../event.ts';
import {findProgram, packageVersion} from './installed.ts';
import {postJson} from './post-json.ts';
import {spawned} from './spawned.ts';
import type {Peer} from './subject.ts';

const named = {id: 'node-red', name: 'Node-RED'};

/** Node-RED with the flow that a person would draw: http in, a function that looks at the entry, http request. */
export const nodeRed: Peer = {
  ...named,
  install: 'npm install node-red',
  async find() {
    const program = await findProgram(['node-red']);
    if (program === undefined) return undefined;
    return {
      ...named,
      version: await packageVersion(program),
      asksGoogle: false,
      async start({url, folder, before}) {
        const port = await freePort();
        const settings = {
          uiHost: '127.0.0.1',
          uiPort: port,
          flowFile: 'flows.json',
          telemetry: {enabled: false, updateNotification: false},
        };
        const file = join(folder, 'settings.js');
        await writeFile(file, `module.exports = ${JSON.stringify(settings)};\n`);
        await writeFile(join(folder, 'flows.json'), JSON.stringify(flowTo(`${url}/post`)));
        const options = ['--userDir', folder, '--settings', file];
        const agent = new Agent({keepAlive: true});
        return {
          spawned: spawned({command: [...before, process.execPath, program, ...options], folder}),
          send: event => postJson(agent, port, '/entries', JSON.stringify(entryOf(event))),
        };
      },
    };
  },
};

/** It answers the request before it posts, as intake does. */
const looking = `const {severity, resource, jsonPayload} = msg.payload;
const answer = {...msg, statusCode: 204, payload: ''};
if (!/Unsupported|An error occurred|not enabled/.test(jsonPayload.message)) return [answer, null];
const text = severity + ' ' + resource.labels.cluster_name + ': ' + jsonPayload.message;
return [answer, {payload: {channel: 'C0BENCH', text}, headers: {'content-type': 'application/json'}}];`;

/** https://nodered.org/docs/user-guide/runtime/ ; nodes as Node-RED exports them. */
function flowTo(chat: string): unknown {
  const own = {z: 'flow', x: 0, y: 0};
  return [
    {id: 'flow', type: 'tab', label: 'bench'},
    {...own, id: 'in', type: 'http in', url: '/entries', method: 'post', wires: [['look']]},
    {...own, id: 'look', type: 'function', func: looking, outputs: 2, wires: [['answer'], ['out']]},
    {...own, id: 'answer', type: 'http response', wires: []},
    {...own, id: 'out', type: 'http request', method: 'POST', ret: 'txt', url: chat, wires: [[]]},
  ];
}
