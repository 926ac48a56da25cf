import assert from 'node:assert/strict';
import {noneCounted} from '../../../functions/core/intake/arrivals.ts';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {incidentsOf} from '../../support/drive.ts';
import {gatewayEntry, start, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('a storm', () => {
  it('of 10,000 entries costs a handful of calls of the store, and every entry counts', async () => {
    const {deps, store} = await rig('observe');
    const taking = intake(deps, new DedupCache());
    for (let n = 0; n < 10_000; n += 1) {
      await taking.receive(webhookEntry({cluster: `quay-${n % 2}`}));
    }
    const before = {...store.count};
    const calls = Object.values(before).reduce((sum, one) => sum + one, 0);
    // For each of the two problems: the sign itself and the places of its causes, once.
    assert.ok(calls <= 24, JSON.stringify(before));
    assert.equal(before['create'], 2);

    await taking.flush();

    const incidents = await incidentsOf(deps, 'webhook-call-failure');
    assert.deepEqual(
      incidents.map(one => one.intake.entries.count),
      [5000, 5000],
    );
    await taking.flush();
    assert.equal(store.count['replace'], 2);
  });

  it('of one entry delivered again and again costs no call at all', async () => {
    const {deps, store} = await rig('observe');
    const taking = intake(deps, new DedupCache());
    const entry = gatewayEntry();
    await taking.receive(entry);
    const before = {...store.count};
    for (let n = 0; n < 100; n += 1) {
      assert.equal((await taking.receive(entry)).kind, 'duplicate');
    }
    assert.deepEqual(store.count, before);
  });

  it('reaches the store each minute while it lasts', async () => {
    const {deps, clock} = await rig('observe');
    const taking = intake(deps, new DedupCache());
    const receive = () => taking.receive(gatewayEntry({at: clock.now()}));
    for (let second = 0; second < 180; second += 1) {
      await receive();
      clock.advance(1000);
    }
    const [incident] = await incidentsOf(deps, 'connect-gateway-disabled');
    assert.ok(
      (incident?.intake.entries.count ?? 0) >= 121,
      JSON.stringify(incident?.intake.entries.count),
    );
    await taking.flush();
    const [all] = await incidentsOf(deps, 'connect-gateway-disabled');
    assert.equal(all?.intake.entries.count, 180);
  });

  it('that goes on after the end is counted, and brings nobody back', async () => {
    const {deps} = await rig();
    const taking = intake(deps, new DedupCache());
    await taking.receive(gatewayEntry());
    await runUntilSettled(deps);
    const [before] = await deps.store.all();
    for (let n = 0; n < 5; n += 1) await taking.receive(gatewayEntry());
    await taking.flush();
    const [after] = await deps.store.all();
    assert.equal(after?.intake.entries.count, 6);
    assert.equal(after.outbox.revision, before?.outbox.revision);
    assert.equal(after.state, 'no-action');
  });

  it('of strangers leaves one record for each problem', async () => {
    const {deps, store} = await rig('observe');
    const taking = intake(deps, new DedupCache());
    for (let n = 0; n < 500; n += 1) {
      const received = await taking.receive(gatewayEntry({number: '812345678901'}));
      assert.equal(received.kind, 'suppressed');
    }
    assert.equal(store.count['create'], 1);
    assert.equal((await store.due(start + 60 * minute, 10)).length, 0);
  });
});

describe('Memory', () => {
  const until = start + minute;

  it('tells a new entry from a known one, and counts those of a known key', () => {
    const memory = new DedupCache();
    assert.deepEqual(memory.sight('e1', 'k', start), {kind: 'new', alsoCounted: noneCounted});
    memory.remember('e1', 'k', {incident: 'i', until});
    assert.deepEqual(memory.sight('e1', 'k', start), {kind: 'duplicate', incident: 'i'});
    assert.deepEqual(memory.sight('e2', 'k', start), {kind: 'counted', incident: 'i'});
    assert.deepEqual(memory.sight('e2', 'k', start), {kind: 'duplicate', incident: 'i'});
    assert.deepEqual(memory.sight('e3', 'k', until), {
      kind: 'new',
      alsoCounted: {count: 1, entries: ['e2']},
    });
  });

  it('hands its counts out once', () => {
    const memory = new DedupCache();
    memory.remember('e1', 'k', {incident: 'i', until});
    memory.sight('e2', 'k', start);
    assert.deepEqual(memory.takeCounts(), [{incident: 'i', counted: {count: 1, entries: ['e2']}}]);
    assert.deepEqual(memory.takeCounts(), []);
  });

  it('is bounded: it forgets the oldest', () => {
    const memory = new DedupCache(10);
    for (let n = 0; n < 50; n += 1) memory.remember(`e${n}`, `k${n}`, {incident: `i${n}`, until});
    assert.equal(memory.sight('e39', 'k39', start).kind, 'new');
    assert.equal(memory.sight('e40', 'k40', start).kind, 'duplicate');
    assert.equal(memory.sight('e49', 'k49', start).kind, 'duplicate');
  });
});
