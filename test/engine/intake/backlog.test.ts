import assert from 'node:assert/strict';
import {at} from '../../../functions/core/lib/json.ts';
import {staleMs} from '../../../functions/core/intake/backlog.ts';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {incidentsOf, receive} from '../../support/drive.ts';
import {
  gatewayEntry,
  inClusterTail,
  start,
  unboundEntry,
  webhookEntry,
} from '../../support/entries.ts';
import {assertSpoken, fleet, membership, rig, shop} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const hour = 60 * minute;
const old = start - 6 * hour;

describe('a backlog of old entries', () => {
  it('of a healthy world is summed up in one digest: no other incident, no change, one message', async () => {
    const {deps, world, chat, store} = await rig();
    const memberships = [0, 1, 2, 3, 4].map(n => membership({membership: `quay-${n}`}));
    world.mesh = {kind: 'enabled', memberships, unreachable: []};
    const door = intake(deps, new DedupCache());
    for (let n = 0; n < 100; n += 1) {
      const entry = [
        gatewayEntry({at: old + n}),
        unboundEntry({at: old + n}),
        webhookEntry({at: old + n, cluster: `quay-${n % 5}`}),
      ][n % 3];
      assert.equal((await door.receive(entry)).kind === 'opened', false);
    }
    const writes = store.count['replace'] ?? 0;
    assert.ok(writes <= 8, `${writes} writes for 100 entries of seven problems`);
    await door.flush();
    await runUntilSettled(deps);
    const all = await store.all();
    assert.deepEqual(
      all.map(one => [one.runbook, one.state, one.reason.kind]),
      [['stale-backlog', 'no-action', 'backlog']],
    );
    assert.deepEqual(all[0]?.reason, {
      kind: 'backlog',
      entries: 100,
      problems: 7,
      over: 7,
      broken: 0,
      unseen: 0,
    });
    assert.deepEqual(world.writes, []);
    assert.deepEqual(new Set(chat.messages.map(one => one.incident)).size, 1);
  });

  it('opens what live state says is still broken, and that is repaired as ever', async () => {
    const {deps, world, chat} = await rig();
    world.disable(fleet.id);
    const door = intake(deps, new DedupCache());
    for (let n = 0; n < 3; n += 1) await door.receive(gatewayEntry({at: old + n}));
    await door.receive(unboundEntry({at: old}));
    await door.flush();
    await runUntilSettled(deps);
    const [digest] = await incidentsOf(deps, 'stale-backlog');
    assert.deepEqual(digest?.reason, {
      kind: 'backlog',
      entries: 4,
      problems: 2,
      over: 1,
      broken: 1,
      unseen: 0,
    });
    const [own] = await incidentsOf(deps, 'connect-gateway-disabled');
    assert.equal(own?.reason.kind, 'verified');
    assert.equal(own.timeline[0]?.reason.kind, 'backlog-found');
    assert.deepEqual(world.writes, [`enableService ${fleet.id}`]);
    assert.equal(chat.messages.filter(one => one.incident === digest.id).length, 1);
  });

  it('does not open what only the log says', async () => {
    const {deps} = await rig();
    await receive(deps, webhookEntry({at: old, tail: inClusterTail}));
    await runUntilSettled(deps);
    const all = await deps.store.all();
    assert.deepEqual(
      all.map(one => [one.runbook, at(one.reason, 'unseen')]),
      [['stale-backlog', 1]],
    );
  });

  it('is counted for an open incident of its problem, and for one that ended later', async () => {
    const {deps, world} = await rig('observe');
    world.disable(fleet.id);
    const received = await receive(deps, gatewayEntry(), gatewayEntry({at: old}));
    assert.deepEqual(
      received.map(one => one.kind),
      ['opened', 'joined'],
    );
    assert.deepEqual(await incidentsOf(deps, 'stale-backlog'), []);
  });

  it('begins at an hour, by the time of receipt', async () => {
    const {deps} = await rig();
    const younger = webhookEntry({at: start - staleMs + 1});
    const older = {
      ...webhookEntry({at: start}),
      receiveTimestamp: new Date(start - staleMs).toISOString(),
    };
    const received = await receive(deps, younger, {...older, resource: unboundEntry()['resource']});
    assert.equal(received[0]?.kind, 'opened');
    assert.notEqual(received[1]?.kind, 'opened');
  });

  it('makes the same digest anew for a problem that comes after it, and another one a day later', async () => {
    const {deps, clock, chat} = await rig();
    await receive(deps, gatewayEntry({at: old}));
    await runUntilSettled(deps);
    await receive(deps, gatewayEntry({at: old + 1}));
    const [same] = await incidentsOf(deps, 'stale-backlog');
    assert.deepEqual([same?.state, same?.intake.entries.count], ['no-action', 2]);
    await receive(deps, unboundEntry({at: old}));
    await runUntilSettled(deps);
    const [again] = await incidentsOf(deps, 'stale-backlog');
    assert.equal(at(again?.reason, 'problems'), 2);
    assert.equal(new Set(chat.messages.map(one => one.incident)).size, 1);
    clock.advance(24 * hour);
    await receive(deps, gatewayEntry({at: clock.now() - 3 * hour}));
    await runUntilSettled(deps);
    assert.equal((await incidentsOf(deps, 'stale-backlog')).length, 2);
  });

  it('waits while live state does not answer, and is handed to a person in the end', async () => {
    const {deps, world} = await rig();
    world.fail('serviceState', 'unavailable');
    await receive(deps, gatewayEntry({at: old, number: shop.number}));
    await runUntilSettled(deps);
    const [digest] = await incidentsOf(deps, 'stale-backlog');
    assert.deepEqual([digest?.state, digest?.reason.kind], ['failed', 'blind']);
    assert.deepEqual(world.writes, []);
  });
});
