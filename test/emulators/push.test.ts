import assert from 'node:assert/strict';
import {mkdir} from 'node:fs/promises';
import {describe, it} from 'mocha';
import {type Emulator, orSkip, pubsubEmulator} from '../support/emulator.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {until, when} from '../support/until.ts';
import {
  changesAsked,
  effects,
  gateway,
  incidentThat,
  play,
  type Played,
  reaches,
  requestsOf,
  roots,
} from '../support/world.ts';

let runs = 0;

describe('push subscriptions of the Pub/Sub emulator', () => {
  let emulator: Emulator;
  let played: Played;
  let running: Deployable[] = [];
  const open: string[] = [];

  before(async function () {
    emulator = await orSkip(this, pubsubEmulator());
  });

  beforeEach(() => {
    runs += 1;
  });

  afterEach(async () => {
    for (const name of open.splice(0)) await emulator.call('DELETE', name, undefined);
    await Promise.all(running.map(one => one.stop()));
    running = [];
    await played.close();
  });

  const topicOf = (name: string): string => `projects/shop-prod/topics/${name}-${runs}`;

  async function makeTopic(name: string): Promise<void> {
    await emulator.call('PUT', topicOf(name), {});
  }

  /** Makes a topic's messages arrive at a deployable. */
  async function subscribe(name: string, to: Deployable): Promise<void> {
    const path = `projects/shop-prod/subscriptions/${name}-${runs}`;
    await emulator.call('PUT', path, {
      topic: topicOf(name),
      pushConfig: {pushEndpoint: to.url},
      ackDeadlineSeconds: 10,
      retryPolicy: {minimumBackoff: '0.1s', maximumBackoff: '0.5s'},
    });
    open.push(path);
  }

  async function publish(name: string, values: readonly unknown[]): Promise<void> {
    const messages = values.map(value => ({
      data: Buffer.from(JSON.stringify(value)).toString('base64'),
    }));
    await emulator.call('POST', `${topicOf(name)}:publish`, {messages});
  }

  async function launch(
    target: 'intake' | 'respond',
    env: Readonly<Record<string, string>>,
  ): Promise<Deployable> {
    const one = await startFunction(target, {...played.env, ...env});
    running.push(one);
    return one;
  }

  async function assertRepairedOnce(): Promise<void> {
    const {sandbox} = played;
    await until('one message, edited to resolved', () =>
      when(roots(sandbox, 'slack')[0]?.now.text.startsWith('🟢 Fixed') === true),
    );
    const [root, ...more] = roots(sandbox, 'slack');
    assert.deepEqual(more, []);
    assert.ok((root?.edits.length ?? 0) > 0);
    assert.equal(effects(sandbox, 'EnableService'), 1);
    assert.deepEqual(
      changesAsked(sandbox).map(one => one.path),
      [`/v1/projects/shop-prod/services/${gateway}:enable`],
    );
    const [incident, ...others] = await played.incidents();
    assert.deepEqual([incident?.state, others], ['resolved', []]);
  }

  it('bring an entry, delivered three times, to intake: enabled once, one message', async () => {
    played = await play({scenario: 'connect-gateway-disabled'});
    const intake = await launch('intake', {MESH_RESPONDER_LOCAL: '1'});
    await makeTopic('entries');
    await subscribe('entries', intake);
    const [entry] = played.sandbox.entries();
    await publish('entries', [entry, entry, entry]);
    await reaches(played, 'shop-prod', 'resolved');
    await assertRepairedOnce();
    assert.equal((await played.incidents())[0]?.intake.entries.count, 1);
  });

  it('carry the work topic, past the proxy', async () => {
    played = await play(
      {scenario: 'connect-gateway-disabled'},
      {...slack, workTopic: topicOf('work')},
    );
    const env = {PUBSUB_EMULATOR_HOST: emulator.host};
    const [intake, respond] = [await launch('intake', env), await launch('respond', env)];
    await Promise.all([makeTopic('entries'), makeTopic('work')]);
    await Promise.all([subscribe('entries', intake), subscribe('work', respond)]);
    const [entry] = played.sandbox.entries();
    await publish('entries', [entry, entry, entry]);
    await incidentThat(played, 'taken up by respond', one => one.work.actions.length > 0);
    // From here on the sweep of each minute does it.
    await until('resolved', async () => {
      await publish('work', [{sweep: true}]);
      return when((await played.incidents())[0]?.state === 'resolved');
    });
    await assertRepairedOnce();
    assert.deepEqual(played.sandbox.published(), []);
    assert.deepEqual(requestsOf(played.sandbox, 'publish'), [], 'the proxy saw no Pub/Sub call');
  });

  it('deliver again what a respond without a store could not take', async () => {
    played = await play({scenario: 'connect-gateway-disabled'}, slack);
    const {path, write} = played.files;
    const elsewhere = path('late/incidents.db');
    const settings = {...played.sandbox.config, ...slack, workTopic: topicOf('work')};
    const later = await write('later.json', {...settings, store: {sqlite: {path: elsewhere}}});
    const env = {PUBSUB_EMULATOR_HOST: emulator.host, MESH_RESPONDER_CONFIG: later};
    const [intake, respond] = [await launch('intake', env), await launch('respond', env)];
    await Promise.all([makeTopic('entries'), makeTopic('work')]);
    await Promise.all([subscribe('entries', intake), subscribe('work', respond)]);
    const [entry] = played.sandbox.entries();
    assert.equal(await respond.push({sweep: true}), 500, 'its store is not there');
    await publish('work', [{sweep: true}]);
    await publish('entries', [entry]);
    await until(
      'a delivery refused',
      () => when(intake.stdout().includes('a delivery could not be taken')),
      intake.stdout,
    );
    await mkdir(path('late'));
    await until('resolved', async () => {
      await publish('work', [{sweep: true}]);
      return when(roots(played.sandbox, 'slack')[0]?.now.text.startsWith('🟢') === true);
    });
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
    assert.equal(roots(played.sandbox, 'slack').length, 1);
  });
});

const slack = {chat: {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}}};
