import assert from 'node:assert/strict';
import {explainedBy} from '../../../functions/core/incident/incident.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {advanced, incidentsOf, opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, stalledEntry, unboundEntry, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, membership, rig, type Rig, shop} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('the cause of a symptom', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
  });

  /** The runbook and project whose incident explains the failing webhook. */
  async function explains(): Promise<string> {
    const {id} = await opened(here.deps, webhookEntry());
    const symptom = await advanced(here.deps, id);
    assert.equal(symptom.state, 'suppressed');
    const cause = await stored(here.deps, explainedBy(symptom) ?? '');
    assert.equal(cause.intake.symptoms[0]?.key, symptom.key);
    assert.equal(cause.intake.entries.count, 0);
    assert.ok(here.queue.handed.includes(cause.id));
    return `${cause.runbook} ${cause.target.project} ${cause.target.cluster ?? ''}`.trim();
  }

  it('is the gateway of the fleet, when it is off', async () => {
    here.world.disable(fleet.id);
    assert.equal(await explains(), `connect-gateway-disabled ${fleet.id}`);
  });

  it('is the agent of the cluster’s project, when it lost its role there', async () => {
    here.world.unbind(shop.id);
    assert.equal(await explains(), `service-agent-unbound ${shop.id}`);
  });

  it('is the agent of the fleet’s project, when it lost its role there', async () => {
    here.world.unbind(fleet.id);
    assert.equal(await explains(), `service-agent-unbound ${fleet.id}`);
  });

  it('is the stalled cluster, when nothing more basic is wrong', async () => {
    const stalled = membership({controlPlane: 'STALLED'});
    here.world.mesh = {kind: 'enabled', memberships: [stalled], unreachable: []};
    assert.equal(await explains(), `provisioning-stalled ${shop.id} quay-1`);
  });

  it('is the most basic one of several', async () => {
    here.world.unbind(shop.id);
    here.world.disable(fleet.id);
    const stalled = membership({controlPlane: 'STALLED'});
    here.world.mesh = {kind: 'enabled', memberships: [stalled], unreachable: []};
    assert.equal(await explains(), `connect-gateway-disabled ${fleet.id}`);
  });

  it('is not taken to be absent when it must not be read', async () => {
    here.world.fail('policy', 'denied');
    const {id} = await opened(here.deps, webhookEntry());
    const {state, reason} = await advanced(here.deps, id);
    assert.deepEqual([state, reason.kind], ['blocked', 'read-refused']);
  });

  it('that must not be read leaves the last word to what a person is told all the same', async () => {
    here.world.fail('policy', 'denied');
    here.world.mesh = {kind: 'not-enabled'};
    const {id} = await opened(here.deps, webhookEntry());
    const {
      state,
      reason,
      work: {proof},
    } = await advanced(here.deps, id);
    assert.deepEqual([state, reason.kind], ['blocked', 'person-needed']);
    assert.ok(proof.some(one => one.code === 'proof.no-answer'));
  });

  it('is repaired, and the symptom is not told', async () => {
    here.world.disable(fleet.id);
    await opened(here.deps, webhookEntry());
    await runUntilSettled(here.deps);
    const [cause] = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.equal(cause?.reason.kind, 'verified');
    assert.deepEqual(here.world.writes, [`enableService ${fleet.id}`]);
  });

  it('gets one incident, however many symptoms lead to it', async () => {
    here.world.disable(fleet.id);
    await receive(here.deps, webhookEntry(), webhookEntry({cluster: 'quay-2'}), stalledEntry());
    await runUntilSettled(here.deps);
    const causes = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.equal(causes.length, 1);
    assert.equal(causes[0]?.intake.symptoms.length, 3);
    assert.equal(here.world.writes.length, 1);
  });

  it('gets the next epoch when it comes back, and is repaired unless somebody undoes it', async () => {
    const comesBackAfter = async (minutes: number) => {
      here.clock.advance(minutes * minute);
      here.world.disable(fleet.id);
      await receive(here.deps, webhookEntry({at: here.clock.now()}));
      await runUntilSettled(here.deps);
      const causes = await incidentsOf(here.deps, 'connect-gateway-disabled');
      const {epoch, state} = causes.at(-1) ?? {};
      return `${epoch} ${state}`;
    };
    assert.equal(await comesBackAfter(0), '1 resolved');
    assert.equal(await comesBackAfter(40), '2 resolved');
    assert.equal(await comesBackAfter(40), '3 flapping');
    assert.equal(here.world.writes.length, 2);
  });

  it('that is undone at once is not repaired again', async () => {
    for (let n = 0; n < 2; n += 1) {
      here.world.disable(fleet.id);
      await receive(here.deps, webhookEntry({at: here.clock.now()}));
      await runUntilSettled(here.deps);
      here.clock.advance(minute);
    }
    const causes = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.equal(causes.at(-1)?.reason.kind, 'flapping');
    assert.equal(here.world.writes.length, 1);
  });

  it('is not searched for behind a webhook inside the cluster', async () => {
    here.world.disable(fleet.id);
    const tail = 'Post "https://istiod.istio-system.svc:443/inject": dial tcp: i/o timeout';
    const {id} = await opened(here.deps, webhookEntry({tail}));
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'blocked');
    assert.deepEqual(here.world.writes, []);
  });

  it('in the project leads on to the fleet, when that is where the API is off', async () => {
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry({number: shop.number}));
    await runUntilSettled(here.deps);
    const symptom = await stored(here.deps, id);
    assert.equal(symptom.state, 'suppressed');
    assert.deepEqual(here.world.writes, [`enableService ${fleet.id}`]);
  });
});

describe('law 9: an incident that live state does not bear out', () => {
  it('explains nothing: signs get incidents of their own', async () => {
    const {deps, world} = await rig();
    await opened(deps, gatewayEntry());
    world.unbind(shop.id);
    await receive(deps, webhookEntry(), webhookEntry({cluster: 'quay-2'}));
    await runUntilSettled(deps);
    const [adopter] = await incidentsOf(deps, 'connect-gateway-disabled');
    assert.equal(adopter?.state, 'no-action');
    const released = await incidentsOf(deps, 'webhook-call-failure');
    assert.deepEqual(released.map(one => [one.target.cluster, one.state]).sort(), [
      ['quay-1', 'suppressed'],
      ['quay-2', 'suppressed'],
    ]);
    assert.deepEqual(world.writes, [`setPolicy ${shop.id}`]);
  });

  it('keeps a sign with an incident that was really broken', async () => {
    const {deps, world} = await rig();
    world.unbind(shop.id);
    await opened(deps, unboundEntry());
    await receive(deps, webhookEntry());
    await runUntilSettled(deps);
    const [sign] = await incidentsOf(deps, 'webhook-call-failure');
    assert.equal(sign?.state, 'suppressed');
    assert.equal(sign.reason.kind, 'symptom-of');
  });
});
