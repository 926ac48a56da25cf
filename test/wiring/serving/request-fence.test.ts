import assert from 'node:assert/strict';
import {networkInterfaces} from 'node:os';
import {start} from '../../support/child.ts';
import {type Deployable, startFunction} from '../../support/function.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What is asked of a function, from a process of its own: no client puts right what is wrong with it. */
interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Where the connection goes. */
  readonly address?: string;
  /** The body is announced, and never sent. */
  readonly withheld?: boolean;
}

const client = `
  const {text, address, port} = JSON.parse(process.argv[1]);
  const socket = require('node:net').connect(port, address, () => socket.write(text));
  socket.setTimeout(5000, () => process.exit(1)).pipe(process.stdout);
`;

async function send(url: string, sent: Sent): Promise<Answer> {
  const {headers = {}, body = '{}', address = '127.0.0.1', withheld = false} = sent;
  const {port} = new URL(url);
  const usual = {
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    'content-length': String(body.length),
    connection: 'close',
  };
  const lines = Object.entries({...usual, ...headers}).map(([name, value]) => `${name}: ${value}`);
  const said = `POST / HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${withheld ? '' : body}`;
  const asked = JSON.stringify({text: said, address, port});
  const child = start(process.execPath, ['-e', client, asked]);
  await child.ended;
  const [head = '', text = ''] = child.stdout().split('\r\n\r\n', 2);
  return {status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), text};
}

describe('a deployable', () => {
  let local: Deployable;
  let cloud: Deployable;

  before(async () => {
    // The configuration is missing: whatever is served starts, and fails.
    const env = {MESH_RESPONDER_CONFIG: '/nowhere/responder.yaml', NODE_ENV: 'development'};
    local = await startFunction('intake', {...env, MESH_RESPONDER_LOCAL: '1'});
    cloud = await startFunction('respond', {...env, MESH_RESPONDER_CALLERS: 'push@x.example'});
  });

  after(async () => {
    await local.stop();
    await cloud.stop();
  });

  it('in local mode serves no page that a browser shows under another name', async () => {
    const {status, text} = await send(local.url, {headers: {host: 'evil.example'}});
    assert.equal(status, 403);
    assert.match(text, /only 127\.0\.0\.1, \[::1\] and localhost are served/);
  });

  it('in local mode serves no other machine', async () => {
    const own = Object.values(networkInterfaces())
      .flat()
      .find(one => one?.family === 'IPv4' && !one.internal);
    // A machine without a network is one that no other reaches.
    if (own === undefined) return;
    assert.equal((await send(local.url, {address: own.address})).status, 403);
  });

  it('refuses a body that is too long before it is sent', async () => {
    const headers = {'content-length': String(200 * 1024 * 1024)};
    assert.equal((await send(local.url, {headers, withheld: true})).status, 413);
  });

  it('refuses a form', async () => {
    const headers = {'content-type': 'application/x-www-form-urlencoded'};
    const body = 'message=1';
    assert.equal((await send(local.url, {headers, body})).status, 415);
  });

  it('in the cloud serves nobody without a token', async () => {
    assert.equal((await send(cloud.url, {})).status, 401);
  });

  it('answers what fails without a word of the error, and tells it to the log', async () => {
    const {status, text} = await send(local.url, {});
    assert.equal(status, 500);
    assert.ok(text.includes('failed; see the log') && !text.includes('nowhere'), text);
    assert.match(local.stdout(), /"severity":"ERROR".*\/nowhere\/responder\.yaml/);
  });
});
