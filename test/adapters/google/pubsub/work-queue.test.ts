import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import nock from 'nock';
import {pubsubQueue} from '../../../../functions/adapters/google/pubsub/work-queue.ts';
import {parseProxy} from '../../../../functions/adapters/http/proxy.ts';
import {wireAnswers} from '../../../support/answers.ts';
import {googleDeps} from '../../../support/google.ts';
import {json, loopback, type Loopback} from '../../../support/loopback.ts';
import {assertOutcome, attemptsInTests} from '../../../support/wire.ts';

const topic = 'projects/shop-prod/topics/work';
const pubsub = 'https://pubsub.googleapis.com';
const path = `/v1/${topic}:publish`;

function published(text: string): unknown {
  const body = JSON.parse(text) as {messages: {data: string}[]};
  return body.messages.map(
    one => JSON.parse(Buffer.from(one.data, 'base64').toString()) as unknown,
  );
}

describe('the work queue on Pub/Sub', () => {
  let server: Loopback | undefined;
  afterEach(() => {
    server?.close();
    server = undefined;
  });

  it('publishes the incident, authorised', async () => {
    const data = Buffer.from('{"incident":"i-1"}').toString('base64');
    nock(pubsub, {reqheaders: {authorization: 'Bearer test-token'}})
      .post(path, {messages: [{data, attributes: {}}]})
      .reply(200, {messageIds: ['1']});
    await pubsubQueue(googleDeps(), topic).handOver('i-1');
  });

  it('is done only when Pub/Sub has it', async () => {
    let answered = false;
    server = await loopback(response => {
      setImmediate(() => {
        answered = true;
        json(response, {messageIds: ['1']});
      });
    });
    await pubsubQueue(googleDeps({proxy: parseProxy(server.origin)}), topic).handOver('i-1');
    assert.equal(answered, true);
  });

  for (const answer of wireAnswers) {
    if (answer.name.includes('another shape')) continue;
    it(`makes ${answer.failure} of ${answer.name}`, async () => {
      await assertOutcome({origin: pubsub, method: 'POST', path}, answer, false, () =>
        pubsubQueue(googleDeps({attempts: attemptsInTests}), topic).handOver('i-1'),
      );
    });
  }

  it('goes through the proxy without credentials, one request a message', async () => {
    server = await loopback(response => {
      json(response, {messageIds: ['1']});
    });
    const authorise = () => assert.fail('credentials were asked for');
    const queue = pubsubQueue(googleDeps({proxy: parseProxy(server.origin), authorise}), topic);
    const ids = Array.from({length: 20}, (_, index) => `i-${index}`);
    await Promise.all(ids.map(id => queue.handOver(id)));
    const urls = new Set(server.received.map(one => `${one.method} ${one.url}`));
    assert.deepEqual([...urls], [`POST /pubsub.googleapis.com${path}`]);
    assert.deepEqual(
      server.received.map(one => published(one.body)).sort(),
      ids.map(incident => [{incident}]).sort(),
    );
  });

  it('prefers the emulator to the proxy', async () => {
    server = await loopback(response => {
      json(response, {messageIds: ['1']});
    });
    const deps = googleDeps({proxy: parseProxy('http://127.0.0.1:1')});
    const emulator = server.origin.replace('http://', '');
    await pubsubQueue({...deps, emulator}, topic).handOver('i-1');
    const [one] = server.received;
    assert.equal(one?.url, path);
    assert.equal(one.headers.authorization, undefined);
  });

  it('refuses topics and emulators of another form', () => {
    for (const text of ['work', 'projects/p/topics/', 'projects/p/topics/ab', 'projects/p/q/abc']) {
      assert.throws(() => pubsubQueue(googleDeps(), text), /projects\/P\/topics\/T/);
    }
    for (const emulator of ['localhost', 'http://localhost:8085', 'a@b:1', 'localhost:8085/x']) {
      assert.throws(() => pubsubQueue({...googleDeps(), emulator}, topic), /HOST:PORT/);
    }
  });
});
