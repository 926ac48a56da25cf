import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {listAt} from '../../functions/core/lib/json.ts';
import type {Store} from '../../functions/core/ports/ports.ts';
import {processCommand, type Ran} from '../support/command.ts';
import {firestoreEmulator, orSkip} from '../support/emulator.ts';
import {emulated} from '../support/firestore.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {until, when} from '../support/until.ts';
import {
  changesAsked,
  effects,
  gateway,
  incidentThat,
  play,
  type Played,
  roots,
} from '../support/world.ts';

let runs = 0;

describe('a responder whose store is Firestore', () => {
  let host = '';
  let project = '';
  let played: Played;
  let store: Store;
  let running: Deployable[] = [];

  before(async function () {
    host = await orSkip(this, firestoreEmulator());
  });

  beforeEach(async () => {
    runs += 1;
    project = `shop-run-${runs}`;
    store = emulated(host, project);
    const chat = {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}};
    const scenario = {scenario: 'connect-gateway-disabled'};
    played = await play(scenario, {chat, store: {firestore: {project}}});
  });

  afterEach(async () => {
    await Promise.all(running.map(one => one.stop()));
    running = [];
    await played.close();
  });

  async function launch(
    target: 'intake' | 'respond',
    extra: Readonly<Record<string, string>> = {},
  ): Promise<Deployable> {
    const env = {...played.env, FIRESTORE_EMULATOR_HOST: host, ...extra};
    const one = await startFunction(target, env);
    running.push(one);
    return one;
  }

  async function assertRepairedOnce(): Promise<void> {
    const {sandbox} = played;
    assert.equal(effects(sandbox, 'EnableService'), 1);
    assert.deepEqual(
      changesAsked(sandbox).map(one => one.path),
      [`/v1/projects/shop-prod/services/${gateway}:enable`],
    );
    const [root, ...more] = roots(sandbox, 'slack');
    assert.deepEqual(more, []);
    assert.match(root?.now.text ?? '', /^🟢 Fixed/);
    const [incident, ...others] = await store.all();
    assert.deepEqual([incident?.state, others], ['resolved', []]);
  }

  it('goes from intake to respond, in two processes, until it is resolved', async () => {
    const [intake, respond] = await Promise.all([launch('intake'), launch('respond')]);
    const [entry] = played.sandbox.entries();

    const deliveries = await Promise.all([1, 2, 3].map(() => intake.push(entry)));
    assert.deepEqual(deliveries, [204, 204, 204], intake.stderr());
    await until(
      'resolved, and told so',
      async () => {
        assert.equal(await respond.push({sweep: true}), 204, respond.stderr());
        const [incident] = await store.all();
        return when(incident?.state === 'resolved' && incident.work.nextLook === undefined);
      },
      respond.stderr,
    );
    await until('told', () =>
      when(roots(played.sandbox, 'slack')[0]?.now.text.startsWith('🟢 Fixed') === true),
    );

    await assertRepairedOnce();
    assert.equal((await store.all())[0]?.intake.entries.count, 1);
    assert.equal(await respond.post({hello: 'world'}), 204);
    assert.equal((await store.quarantined()).length, 1);
  });

  it('does everything in one process that owns the timer', async () => {
    const intake = await launch('intake', {MESH_RESPONDER_LOCAL: '1'});
    const [entry] = played.sandbox.entries();

    assert.equal(await intake.push(entry), 204, intake.stderr());

    const incidents = () => store.all();
    await incidentThat({incidents}, 'resolved', one => one.state === 'resolved');
    await until('told', () =>
      when(roots(played.sandbox, 'slack')[0]?.now.text.startsWith('🟢 Fixed') === true),
    );
    await assertRepairedOnce();
  });

  it('is rehearsed without a write, applied, and gone on with', async () => {
    const entries = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    const file = await played.files.write('entries.ndjson', entries.join(''));
    const respond = (...args: readonly string[]): Promise<Ran> =>
      processCommand(['respond', '--config', played.config, '--entries', file, ...args], {
        env: {MESH_RESPONDER_API_PROXY: played.sandbox.url, FIRESTORE_EMULATOR_HOST: host},
      });

    const rehearsed = await respond();
    assert.equal(rehearsed.exit, 0, rehearsed.stderr);
    assert.match(rehearsed.stdout, /Dry run: nothing was changed/);
    assert.deepEqual(await documents(), []);

    const applied = await respond('--apply', '--time-scale', '200');
    assert.equal(applied.exit, 0, applied.stderr);
    await assertRepairedOnce();

    const before = await documents();
    const again = await respond();
    assert.equal(again.exit, 0, again.stderr);
    assert.deepEqual(await documents(), before);
    await assertRepairedOnce();
  });

  it('says in one line what is wrong when nothing plays its Firestore', async () => {
    const ran = await processCommand(['respond', '--config', played.config, '--apply'], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
    assert.equal(ran.exit, 2);
    assert.match(ran.stderr, /^store\.firestore: no Firestore is played .*\n$/);
  });

  /** Every document of both databases, with the times at which it was written. */
  async function documents(): Promise<readonly unknown[]> {
    const names = ['(default)', 'mesh-responder-guard'].flatMap(database =>
      ['incidents', 'marks', 'quarantine'].map(
        name => `${database}/documents/mesh-responder-${name}`,
      ),
    );
    const lists = names.map(async name => {
      const path = `projects/${project}/databases/${name}`;
      const answer = await fetch(`http://${host}/v1/${path}`, {
        headers: {authorization: 'Bearer owner'},
      });
      return listAt(await answer.json(), 'documents');
    });
    return (await Promise.all(lists)).flat();
  }
});
