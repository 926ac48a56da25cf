import assert from 'node:assert/strict';
import {dryRunWriters, rememberPolicies} from '../../../functions/adapters/google/dry-run.ts';
import {
  runUntilSettled,
  settled,
  settleDry,
  sweep,
} from '../../../functions/engine/operate/sweep.ts';
import {opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, unboundEntry, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, membership, rig, type Rig, shop} from '../../support/fakes.ts';
import {incident, minute} from '../../support/incident.ts';

afterEach(assertSpoken);

/** As many clusters as given, each with a failing webhook; live state is healthy. */
async function manyClusters(count: number): Promise<Rig> {
  const here = await rig();
  const names = Array.from({length: count}, (_, n) => `quay-${n}`);
  const memberships = names.map(name => membership({membership: name}));
  here.world.mesh = {kind: 'enabled', memberships, unreachable: []};
  for (const cluster of names) await opened(here.deps, webhookEntry({cluster}));
  return here;
}

describe('sweep', () => {
  it('advances all that is due, and nothing else', async () => {
    const {deps} = await manyClusters(12);
    assert.deepEqual(await sweep(deps), {advanced: 12, busy: 0, failed: 0});
    assert.deepEqual(await sweep(deps), {advanced: 0, busy: 0, failed: 0});
  });

  it('takes at most fifty at a time, the longest due first', async () => {
    const {deps} = await manyClusters(60);
    assert.equal((await sweep(deps)).advanced, 50);
    assert.equal((await sweep(deps)).advanced, 10);
  });

  it('lets no project wait behind one that has more due than a sweep takes', async () => {
    const {deps, clock} = await manyClusters(60);
    clock.advance(1000);
    const late = await opened(deps, gatewayEntry({project: fleet.id}));

    await sweep(deps);

    assert.notEqual((await stored(deps, late.id)).work.lookedAt, undefined);
    assert.equal((await deps.store.due(clock.now(), 100)).length, 11);
  });

  it('is not held up by one that fails', async () => {
    const {deps, store, log} = await manyClusters(2);
    const [first, second] = await deps.store.all();
    assert.ok(first !== undefined && second !== undefined);
    const failing = {
      ...store,
      read: (id: string) =>
        id === first.id ? Promise.reject(new Error('unreadable')) : store.read(id),
    };
    assert.deepEqual(await sweep({...deps, store: failing}), {advanced: 1, busy: 0, failed: 1});
    assert.equal((await stored(deps, second.id)).state, 'no-action');
    assert.ok(log.lines.some(one => one.includes('could not be advanced')));
    assert.equal((await sweep(deps)).advanced, 1);
  });
});

describe('settle', () => {
  it('ends at once with nothing to do', async () => {
    const {deps, clock} = await rig();
    assert.deepEqual(await runUntilSettled(deps), []);
    assert.deepEqual(clock.sleeps, []);
  });

  it('goes on until nobody but a person can move anything', async () => {
    const {deps, world} = await rig();
    world.disable(fleet.id);
    world.unbind(shop.id);
    world.fail('setPolicy', 'denied');
    await receive(deps, gatewayEntry(), unboundEntry());
    const ended = await runUntilSettled(deps);
    assert.deepEqual(ended.map(one => one.state).sort(), ['blocked', 'resolved']);
    assert.ok(ended.every(settled));
  });

  it('stops when it is told to', async () => {
    const {deps, world} = await rig();
    world.disable(fleet.id);
    world.enablingTakes = 60 * minute;
    await receive(deps, gatewayEntry());
    const ended = await runUntilSettled(deps, {signal: AbortSignal.abort()});
    assert.equal(ended[0]?.state, 'verifying');
  });

  it('knows what is settled', () => {
    assert.equal(settled(incident()), false);
    assert.equal(
      settled(incident({state: 'verifying', reason: {kind: 'verifying'}, work: {nextLook: 1}})),
      false,
    );
    assert.equal(settled(incident({state: 'blocked', reason: {kind: 'excluded'}})), true);
    assert.equal(
      settled(incident({state: 'failed', reason: {kind: 'attempts-spent', attempts: 3}})),
      true,
    );
    const dry = incident({state: 'planned', reason: {kind: 'dry-run'}});
    const {nextLook: _none, ...work} = dry.work;
    assert.equal(settled({...dry, work}), true);
  });
});

describe('law 4: a dry run walks the same way and differs only at the last write', () => {
  it('makes the same reads up to it, tells what it would do, and writes nothing', async () => {
    const live = await rig();
    live.world.unbind(shop.id);
    await receive(live.deps, unboundEntry());
    let until: readonly string[] = [];
    live.world.before = verb => {
      if (verb === 'setPolicy') until = live.world.calls.slice(0, -1);
    };
    await runUntilSettled(live.deps);

    const dry = await rig();
    dry.world.unbind(shop.id);
    const {readers, policyRead} = rememberPolicies(dry.world.readers);
    const deps = {...dry.deps, readers, writers: dryRunWriters({policyRead})};
    await receive(deps, unboundEntry());
    const [end] = await settleDry(deps);

    assert.deepEqual(dry.world.calls, until);
    assert.deepEqual(dry.world.writes, []);
    assert.equal(end?.state, 'planned');
    assert.equal(end.reason.kind, 'dry-run');
    assert.equal(end.work.actions[0]?.result, 'would-change');
    assert.match(end.work.actions[0].detail ?? '', /setIamPolicy/);
    assert.equal(dry.chat.messages.at(-1)?.sentences.at(-1)?.code, 'reason.dry-run');
  });
});
