import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {processCommand, type Ran} from '../support/command.ts';
import {type Emulator, orSkip, pubsubEmulator} from '../support/emulator.ts';
import {play, type Played} from '../support/world.ts';

const name = `dead-${process.pid}`;
const topic = `projects/shop-prod/topics/${name}`;
const subscription = `projects/shop-prod/subscriptions/${name}`;

describe('replay of dead letters of the Pub/Sub emulator', () => {
  let emulator: Emulator;
  let played: Played;

  before(async function () {
    emulator = await orSkip(this, pubsubEmulator());
    played = await play({scenario: 'connect-gateway-disabled'}, {deadLetters: subscription});
    await emulator.call('PUT', topic, {});
    await emulator.call('PUT', subscription, {topic, ackDeadlineSeconds: 10});
  });

  after(async () => {
    await emulator.call('DELETE', subscription, undefined);
    await played.close();
  });

  function replay(...args: readonly string[]): Promise<Ran> {
    const from = ['--from', 'dead-letter', '--since', '1h'];
    return processCommand(['replay', '--config', played.config, ...from, ...args], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url, PUBSUB_EMULATOR_HOST: emulator.host},
    });
  }

  it('rehearses without taking one out, then takes each out once', async () => {
    const [entry] = played.sandbox.entries();
    const values = [
      JSON.stringify(entry),
      JSON.stringify(entry),
      '{"incident":"0123456789-1"}',
      'x',
    ];
    const messages = values.map(value => ({data: Buffer.from(value).toString('base64')}));
    await emulator.call('POST', `${topic}:publish`, {messages});

    const dry = await replay('--dry-run');
    assert.equal(dry.exit, 0, dry.stderr);
    assert.match(dry.stdout, /Would replay 3\.\nEntries: 1 opened, 1 duplicate/);
    assert.deepEqual(await played.incidents(), []);

    const real = await replay();
    assert.match(real.stdout, /Replayed 3\.\nEntries: 1 opened, 1 duplicate/);
    const [incident, ...more] = await played.incidents();
    assert.deepEqual([incident?.intake.entries.count, more], [1, []]);
    assert.deepEqual(
      (await played.quarantined()).map(one => one.reason),
      ['junk.not-json'],
    );

    const again = await replay();
    assert.equal(again.stdout, 'Replayed 0.\n');
  });
});
