import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {until, when} from '../support/until.ts';
import {
  changesAsked,
  effects,
  incidentThat,
  play,
  type Played,
  reaches,
  requestsOf,
  roots,
} from '../support/world.ts';

describe('a process that ends, and another on the same store', () => {
  let played: Played;
  let intake: Deployable;

  beforeEach(async () => {
    played = await play({scenario: 'connect-gateway-disabled', timeScale: 100});
    await startIntake();
  });

  afterEach(async () => {
    await intake.stop();
    await played.close();
  });

  async function startIntake(): Promise<void> {
    intake = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
  }

  async function pushAll(): Promise<void> {
    for (const entry of played.sandbox.entries().slice(0, 3)) {
      assert.equal(await intake.push(entry), 204);
    }
  }

  it('repairs nothing twice when the entries are delivered again after a restart', async () => {
    const {sandbox} = played;
    await pushAll();
    await reaches(played, 'shop-prod', 'resolved');
    const before = await incidentThat(played, 'all told and counted', one => {
      const shown = Object.values(one.outbox.channels).map(({revision}) => revision);
      return one.intake.entries.count === 3 && shown.length === 2 && one.outbox.dueAt === undefined;
    });
    assert.equal(await intake.stop(), 0, 'a stop is orderly');
    const messages = sandbox.chat().messages.length;
    await startIntake();
    await pushAll();
    await pushAll();
    await until('nothing is due', async () =>
      when((await played.incidents()).every(one => one.work.nextLook === undefined)),
    );
    const [after, ...others] = await played.incidents();
    assert.deepEqual(others, []);
    assert.ok(after);
    assert.equal(after.state, 'resolved');
    assert.deepEqual(after.work.actions, before.work.actions);
    assert.equal(requestsOf(sandbox, 'enable').length, 1);
    assert.equal(sandbox.chat().messages.length, messages, 'nobody is told again');
  });

  it('settles what kill -9 cut short between the change and its answer', async () => {
    const {sandbox} = played;
    // The call is on the wire and takes effect after its caller is gone.
    sandbox.addFault('serviceusage:enable=delay:200x1');
    await pushAll();
    await until('the enable on the wire', () => requestsOf(sandbox, 'enable')[0]);
    assert.equal(await intake.stop('SIGKILL'), 'SIGKILL');
    const cut = (await played.incidents())[0];
    assert.ok(cut);
    assert.equal(cut.state, 'acting', 'the intent was written before the call');
    assert.deepEqual(
      cut.work.actions.map(one => one.result),
      [undefined],
    );
    await until('the change taking effect', () => when(effects(sandbox, 'EnableService') === 1));
    await startIntake();
    await pushAll();
    const incident = await reaches(played, 'shop-prod', 'resolved');
    assert.equal(incident.id, cut.id);
    assert.equal(effects(sandbox, 'EnableService'), 1);
    assert.equal(changesAsked(sandbox).length, 1);
    const root = await until('told', () =>
      roots(sandbox, 'slack').find(one => one.now.text.startsWith('🟢')),
    );
    assert.equal(roots(sandbox, 'slack').length, 1, root.now.text);
  });

  it('goes on verifying what another process changed', async () => {
    const {sandbox} = played;
    await pushAll();
    const told = ({outbox}: Incident): boolean => Object.keys(outbox.channels).length === 2;
    await incidentThat(played, 'verifying and told', one => one.state === 'verifying' && told(one));
    assert.equal(await intake.stop('SIGKILL'), 'SIGKILL');
    await startIntake();
    // The first request builds the service; its timer does the rest.
    await pushAll();
    const incident = await reaches(played, 'shop-prod', 'resolved');
    assert.equal(incident.reason.kind, 'verified');
    assert.equal(effects(sandbox, 'EnableService'), 1);
    assert.equal(changesAsked(sandbox).length, 1);
    await until('one message that is true', () =>
      when(roots(sandbox, 'slack').every(one => one.now.text.startsWith('🟢'))),
    );
    assert.equal(roots(sandbox, 'slack').length, 1);
  });
});
