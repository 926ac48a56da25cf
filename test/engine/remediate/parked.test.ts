import assert from 'node:assert/strict';
import type {Mode} from '../../../functions/core/config/settings.ts';
import {restartParked} from '../../../functions/engine/operate/restart.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, inClusterTail, stalledEntry, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, gateway, membership, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const watchTime = 15 * minute;

describe('a parked incident', () => {
  let here: Rig;

  /** An incident that the mode parks. */
  async function parked(mode: Mode = 'observe'): Promise<string> {
    here = await rig(mode);
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    return id;
  }

  function inMode(mode: Mode) {
    return {...here.deps, settings: {...here.deps.settings, mode}};
  }

  it('turns resolved by itself once somebody has repaired it', async () => {
    const id = await parked();
    here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
    here.clock.advance(watchTime);
    await sweep(here.deps);
    const end = await stored(here.deps, id);
    assert.equal(end.state, 'resolved');
    assert.equal(end.reason.kind, 'healed');
    assert.equal(here.chat.messages.at(-1)?.tone, 'fixed');
    assert.deepEqual(here.world.writes, []);
  });

  it('is watched quietly while it stays as it is', async () => {
    const id = await parked();
    const before = await stored(here.deps, id);
    const {length} = here.chat.messages;
    for (let n = 0; n < 3; n += 1) {
      here.clock.advance(watchTime);
      await sweep(here.deps);
    }
    const after = await stored(here.deps, id);
    assert.equal(after.outbox.revision, before.outbox.revision);
    assert.equal(after.work.lookedAt, here.clock.now());
    assert.equal(here.chat.messages.length, length);
  });

  it('goes on by itself when the mode allows it by now', async () => {
    for (const mode of ['observe', 'approve'] as const) {
      const id = await parked(mode);
      here.clock.advance(watchTime);
      await sweep(inMode('auto'));
      await runUntilSettled(inMode('auto'));
      assert.equal((await stored(here.deps, id)).reason.kind, 'verified');
    }
  });

  it('stays held by what only a person can end, also in mode auto', async () => {
    here = await rig();
    here.world.disable(fleet.id);
    here.world.fail('enableService', 'denied', {times: 1});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    here.clock.advance(watchTime);
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'blocked');
    assert.equal(here.world.writes.length, 1);
  });

  it('is started anew on a person’s word', async () => {
    here = await rig();
    here.world.disable(fleet.id);
    here.world.fail('enableService', 'denied', {times: 1});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    await restartParked(here.deps);
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'verified');
  });

  it('resume leaves alone what is open or over', async () => {
    here = await rig();
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    const before = await stored(here.deps, id);
    await restartParked(here.deps);
    assert.deepEqual(await stored(here.deps, id), before);
  });

  it('says so when something else has become wrong', async () => {
    here = await rig();
    const stuck = (controlPlane: string) => {
      const memberships = [membership({controlPlane})];
      here.world.mesh = {kind: 'enabled', memberships, unreachable: []};
    };
    stuck('STALLED');
    const {id} = await opened(here.deps, stalledEntry());
    await runUntilSettled(here.deps);
    stuck('DEGRADED');
    here.clock.advance(watchTime);
    await sweep(here.deps);
    const {state, timeline} = await stored(here.deps, id);
    assert.equal(state, 'blocked');
    assert.equal(here.chat.messages.at(-1)?.headline.cause?.code, 'plane.control-degraded');
    const reason = timeline.at(-1)?.reason;
    assert.ok(reason?.kind === 'person-needed');
    assert.equal(reason.cause.code, 'plane.control-degraded');
  });

  it('is handed over for good after a day, and told', async () => {
    const id = await parked();
    for (let n = 0; n < 97; n += 1) {
      here.clock.advance(watchTime);
      await sweep(here.deps);
    }
    const end = await stored(here.deps, id);
    assert.equal(end.state, 'failed');
    assert.equal(end.reason.kind, 'nobody-came');
    assert.equal(here.chat.messages.at(-1)?.sentences.at(-1)?.code, 'reason.nobody-came');
  });

  it('survives a look without an answer', async () => {
    const id = await parked();
    here.world.fail('serviceState', 'unavailable', {times: 1});
    here.clock.advance(watchTime);
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'mode-observe');
  });

  it('keeps a failure inside the cluster until a person comes', async () => {
    here = await rig();
    const {id} = await opened(here.deps, webhookEntry({tail: inClusterTail}));
    await runUntilSettled(here.deps);
    here.clock.advance(watchTime);
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'blocked');
  });
});

describe('what is on its way by itself', () => {
  it('is looked at until it is there', async () => {
    const {deps, world} = await rig();
    world.fleetSays({controlPlane: 'PROVISIONING'});
    const {id} = await opened(deps, stalledEntry());
    await sweep(deps);
    assert.equal((await stored(deps, id)).state, 'diagnosing');
    world.fleetSays();
    await runUntilSettled(deps);
    const end = await stored(deps, id);
    assert.equal(end.state, 'resolved');
    assert.equal(end.reason.kind, 'healed');
  });

  it('goes to a person when it takes too long', async () => {
    const {deps, world, clock} = await rig();
    const began = clock.now();
    const stuck = membership({controlPlane: 'FAILED_PRECONDITION'});
    world.mesh = {kind: 'enabled', memberships: [stuck], unreachable: []};
    const {id} = await opened(deps, stalledEntry());
    await runUntilSettled(deps);
    const end = await stored(deps, id);
    assert.equal(end.reason.kind, 'waited-too-long');
    assert.equal(clock.now() - began, 15 * minute);
  });
});

describe('signs that keep coming while live state is healthy', () => {
  it('go to a person the third time, and are not believed healthy until they stop', async () => {
    const {deps, clock} = await rig();
    const comeAgain = async () => {
      clock.advance(minute);
      await receive(deps, gatewayEntry({at: clock.now()}));
      await runUntilSettled(deps);
      const [incident] = await deps.store.all();
      return incident?.state;
    };
    assert.deepEqual(
      [await comeAgain(), await comeAgain(), await comeAgain()],
      ['no-action', 'no-action', 'blocked'],
    );
    clock.advance(10 * minute);
    await receive(deps, gatewayEntry({at: clock.now()}));
    clock.advance(5 * minute);
    await sweep(deps);
    assert.equal((await deps.store.all())[0]?.state, 'blocked');
    clock.advance(watchTime);
    await sweep(deps);
    assert.equal((await deps.store.all())[0]?.state, 'resolved');
  });
});
