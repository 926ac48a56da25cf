import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {pubsubQueue} from '../../functions/adapters/google/pubsub/work-queue.ts';
import {listAt, textAt} from '../../functions/core/lib/json.ts';
import {type Emulator, orSkip, pubsubEmulator} from '../support/emulator.ts';
import {googleDeps} from '../support/google.ts';
import {callError} from '../support/outside.ts';

const topic = 'projects/shop-prod/topics/work';
const subscription = 'projects/shop-prod/subscriptions/all';

describe('the work queue on the Pub/Sub emulator', () => {
  let emulator: Emulator;

  before(async function () {
    emulator = await orSkip(this, pubsubEmulator());
    await emulator.call('PUT', topic, {});
    await emulator.call('PUT', subscription, {topic});
  });

  it('publishes each incident once', async () => {
    const queue = pubsubQueue({...googleDeps(), emulator: emulator.host}, topic);
    const ids = Array.from({length: 20}, (_, index) => `i-${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map(id => queue.handOver(id)));
    const answer = await emulator.call('POST', `${subscription}:pull`, {maxMessages: 100});
    const bodies = listAt(answer, 'receivedMessages').map(one =>
      Buffer.from(textAt(one, 'message', 'data') ?? '', 'base64').toString('utf8'),
    );
    assert.deepEqual(
      bodies.sort(),
      ids.map(incident => JSON.stringify({incident})),
    );
  });

  it('says that a topic is not there', async () => {
    const none = 'projects/shop-prod/topics/none';
    const {facts} = await callError(
      pubsubQueue({...googleDeps(), emulator: emulator.host}, none).handOver('i-1'),
    );
    assert.equal(facts.failure, 'not-found');
  });
});
