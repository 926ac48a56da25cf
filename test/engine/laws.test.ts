import assert from 'node:assert/strict';
import {reasonSentence} from '../../functions/core/announcement/sentences.ts';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {phraseByCode as phrase} from '../../functions/core/texts/phrase.ts';
import {runUntilSettled, sweep} from '../../functions/engine/operate/sweep.ts';
import {incidentsOf, opened, receive, stored} from '../support/drive.ts';
import {gatewayEntry, stalledEntry, unboundEntry, webhookEntry} from '../support/entries.ts';
import {assertSpoken, fleet, gateway, rig, type Rig, shop} from '../support/fakes.ts';
import {minute} from '../support/incident.ts';

afterEach(assertSpoken);

describe('law 1: a log entry is a hint', () => {
  it('nothing is changed when live state is healthy, whatever entries say', async () => {
    const {deps, world} = await rig();
    await receive(deps, gatewayEntry(), unboundEntry(), webhookEntry(), stalledEntry());
    await runUntilSettled(deps);
    assert.deepEqual(world.writes, []);
  });

  it('nothing is changed when somebody repaired it between the diagnosis and the effect', async () => {
    const {deps, world} = await rig();
    world.disable(fleet.id);
    let reads = 0;
    world.before = verb => {
      reads += verb === 'serviceState' ? 1 : 0;
      if (reads === 2) world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
    };
    const {id} = await opened(deps, gatewayEntry());
    await runUntilSettled(deps);
    const end = await stored(deps, id);
    assert.equal(end.work.actions[0]?.result, 'already');
    assert.equal(end.reason.kind, 'healed');
    assert.deepEqual(world.writes, []);
  });

  it('nothing is changed when the action’s own look refuses', async () => {
    const {deps, world} = await rig();
    world.disable(fleet.id);
    const reason = phrase('refused.service', {service: 'x'});
    const actions = deps.actions.map(one => ({
      ...one,
      precheck: () => Promise.resolve({kind: 'refused', reason} as const),
    }));
    const {id} = await opened(deps, gatewayEntry());
    await runUntilSettled({...deps, actions});
    const end = await stored(deps, id);
    assert.equal(end.state, 'blocked');
    assert.deepEqual(end.reason, {kind: 'action-refused', why: reason});
    assert.deepEqual([end.work.actions, world.writes], [[], []]);
  });

  it('an old answer is none: every attempt rests on reads of its own', async () => {
    const {deps, world} = await rig();
    world.disable(fleet.id);
    world.fail('enableService', 'unavailable', {times: 1, applied: true});
    await opened(deps, gatewayEntry());
    await runUntilSettled(deps);
    const write = world.calls.indexOf(`enableService ${fleet.id}`);
    assert.ok(world.calls.slice(write + 1).includes(`serviceState ${fleet.id}`));
    assert.equal(world.writes.length, 1);
  });

  it('no text of an entry reaches an argument of a call', async () => {
    const sly = 'x"; DROP ../../../projects/evil?a=b#c';
    const bend = (entry: JsonObject): JsonObject => ({
      ...entry,
      resource: {
        ...Object(entry['resource']),
        labels: {project_id: shop.id, location: sly, cluster_name: sly, mesh_uid: sly},
      },
      insertId: sly,
    });
    const {deps, world} = await rig();
    world.disable(fleet.id);
    world.unbind(shop.id);
    await receive(deps, ...[webhookEntry(), stalledEntry(), unboundEntry()].map(bend));
    await runUntilSettled(deps);
    assert.ok(world.writes.length > 0);
    const words = new Set(world.calls.map(one => one.split(' ').slice(1).join(' ')));
    const known = [fleet.id, shop.id];
    for (const word of words)
      assert.ok(known.includes(word) || /^operations\/\d+$/.test(word), word);
  });
});

describe('law 2: a change is written down, made once, verified', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
    here.world.disable(fleet.id);
    here.world.unbind(shop.id);
  });

  it('the intent is in the store before the change is made', async () => {
    const {deps, world} = here;
    const seen: string[] = [];
    world.before = async verb => {
      if (verb !== 'enableService' && verb !== 'setPolicy') return;
      for (const one of await deps.store.all()) {
        const last = one.work.actions.at(-1);
        if (one.state === 'acting') seen.push(`${last?.action} ${last?.result ?? 'no result yet'}`);
      }
    };
    await opened(deps, gatewayEntry());
    await sweep(deps);
    await opened(deps, unboundEntry());
    await sweep(deps);
    assert.deepEqual(seen, ['enable-service no result yet', 'bind-service-agent no result yet']);
  });

  it('a process that ends right after the change leaves it to be seen, not to be made again', async () => {
    for (const entry of [gatewayEntry(), unboundEntry()]) {
      const {deps, store, world, clock} = await rig();
      world.disable(fleet.id);
      world.unbind(shop.id);
      const {id} = await opened(deps, entry);
      // Nothing that is written after the change reaches the store.
      const replace: typeof store.replace = incident =>
        world.writes.length > 0
          ? Promise.reject(new Error('the process has ended'))
          : store.replace(incident);
      await sweep({...deps, store: {...store, replace}});
      assert.equal((await stored(deps, id)).state, 'acting');
      assert.equal(world.writes.length, 1);

      clock.advance(4 * minute);
      await runUntilSettled(deps);

      const end = await stored(deps, id);
      assert.equal(end.state, 'resolved');
      assert.equal(world.writes.length, 1);
    }
  });

  it('a process that ends right before the change leaves it to be made', async () => {
    const {deps, store, world, clock} = here;
    const {id} = await opened(deps, gatewayEntry());
    const broken = {
      ...world.writers,
      enableService: () => Promise.reject(new Error('the process has ended')),
    };
    let writes = 0;
    const replace: typeof store.replace = incident =>
      (writes += 1) > 3 ? Promise.reject(new Error('gone')) : store.replace(incident);
    await sweep({...deps, writers: broken, store: {...store, replace}});
    assert.equal((await stored(deps, id)).state, 'acting');
    clock.advance(4 * minute);
    await runUntilSettled(deps);
    assert.equal((await stored(deps, id)).reason.kind, 'verified');
    assert.equal(world.writes.length, 1);
  });

  it('it is over only when the diagnosis says healthy, not because the change was made', async () => {
    const {deps, world} = here;
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    world.mesh = {kind: 'not-enabled'};
    const end = await stored(deps, id);
    assert.equal(end.state, 'verifying');
    // The change took, and yet the runbook does not say healthy.
    const runbooks = deps.runbooks.map(one =>
      one.manifest.id === end.runbook
        ? {
            ...one,
            diagnose: () =>
              Promise.resolve({
                kind: 'waiting',
                cause: phrase('cause.pending'),
                proof: [],
              } as const),
          }
        : one,
    );
    await runUntilSettled({...deps, runbooks});
    assert.equal((await stored(deps, id)).reason.kind, 'rechecks-spent');
  });
});

describe('law 6: nothing is left without a reason', () => {
  it('every incident that is over, parked or suppressed has a reason and a history', async () => {
    const {deps, world} = await rig();
    world.disable(fleet.id);
    world.fail('enableService', 'denied');
    await receive(
      deps,
      gatewayEntry(),
      webhookEntry({project: 'evil-prod'}),
      unboundEntry(),
      webhookEntry(),
    );
    for (const one of await runUntilSettled(deps)) {
      assert.match(reasonSentence(one.reason).code, /^reason\./);
      assert.deepEqual(one.timeline.at(-1)?.reason, one.reason);
      assert.equal(one.timeline[0]?.state, 'detected');
    }
  });
});

describe('a sign that comes while its cause is looked at and turns out healthy', () => {
  it('is diagnosed all the same', async () => {
    const {deps, world} = await rig();
    await opened(deps, gatewayEntry());
    let once = true;
    world.before = async verb => {
      if (verb !== 'serviceState' || !once) return;
      once = false;
      await receive(deps, webhookEntry());
    };
    await runUntilSettled(deps);
    const [released] = await incidentsOf(deps, 'webhook-call-failure');
    assert.equal(released?.state, 'no-action');
  });
});
