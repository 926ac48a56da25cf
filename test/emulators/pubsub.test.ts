import assert from 'node:assert/strict';
import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {describe, it} from 'mocha';
import {listAt, textAt} from '../../functions/core/json.ts';
import {pubsubQueue} from '../../functions/adapters/google/pubsub.ts';
import {googleDeps} from '../support/google.ts';
import {callError} from '../support/outside.ts';

const topic = 'projects/shop-prod/topics/work';

/** The emulator's script in the gcloud installation, or undefined when there is none. */
function script(): string | undefined {
  try {
    const args = ['info', '--format=value(installation.sdk_root)'];
    const root = execFileSync('gcloud', args, {encoding: 'utf8'}).trim();
    return join(root, 'platform/pubsub-emulator/bin/cloud-pubsub-emulator');
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

describe('the work queue on the Pub/Sub emulator', () => {
  let emulator = '';
  let child: ChildProcess | undefined;

  async function put(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`http://${emulator}/v1/${path}`, {
      method: 'PUT',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200);
  }

  before(async function () {
    const path = script();
    if (path === undefined) {
      console.error('SKIPPED: no gcloud installation with the Pub/Sub emulator was found');
      this.skip();
    }
    const port = await freePort();
    emulator = `127.0.0.1:${port}`;
    child = spawn(path, ['--host=127.0.0.1', `--port=${port}`], {stdio: 'ignore', detached: true});
    while ((await fetch(`http://${emulator}`).catch(() => undefined)) === undefined) {
      await setTimeout(50);
    }
    await put(topic, {});
    await put('projects/shop-prod/subscriptions/all', {topic});
  });

  after(() => {
    // The script starts a Java process: the group is what has to end.
    if (child?.pid !== undefined) process.kill(-child.pid);
  });

  it('publishes each incident once', async () => {
    const queue = pubsubQueue({...googleDeps(), emulator}, topic);
    const ids = Array.from({length: 20}, (_, index) => `i-${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map(id => queue.handOver(id)));
    const answer = await fetch(`http://${emulator}/v1/projects/shop-prod/subscriptions/all:pull`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({maxMessages: 100}),
    });
    const bodies = listAt(await answer.json(), 'receivedMessages').map(one =>
      Buffer.from(textAt(one, 'message', 'data') ?? '', 'base64').toString('utf8'),
    );
    assert.deepEqual(
      bodies.sort(),
      ids.map(incident => JSON.stringify({incident})),
    );
  });

  it('says that a topic is not there', async () => {
    const queue = pubsubQueue({...googleDeps(), emulator}, 'projects/shop-prod/topics/none');
    const {facts} = await callError(queue.handOver('i-1'));
    assert.equal(facts.failure, 'not-found');
  });
});
