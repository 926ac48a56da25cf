import assert from 'node:assert/strict';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {advance} from '../../../functions/engine/remediate/advance.ts';
import {reclaimLeases} from '../../../functions/engine/operate/restart.ts';
import {change, save, StaleError} from '../../../functions/engine/lib/compare-and-set.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {advanced, opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('the lease', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
    here.world.disable(fleet.id);
  });

  /** Another process takes the incident and is gone. */
  async function taken(holder = 'other', milliseconds = 3 * minute): Promise<string> {
    const {id} = await opened(here.deps, gatewayEntry());
    const until = here.clock.now() + milliseconds;
    await change(here.store, id, it => ({...it, lease: {holder, until}}));
    return id;
  }

  it('keeps everybody else away', async () => {
    const id = await taken();
    assert.deepEqual(await advance(here.deps, id), {kind: 'busy'});
    assert.deepEqual(await sweep(here.deps), {advanced: 0, busy: 0, failed: 0});
    assert.deepEqual(here.world.calls, []);
  });

  it('ends by itself; then the next one goes on', async () => {
    const id = await taken();
    here.clock.advance(3 * minute + 1);
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'resolved');
    assert.equal(here.world.writes.length, 1);
  });

  it('is waited for by settle', async () => {
    const id = await taken();
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'resolved');
  });

  it('is over when its process is known to be gone', async () => {
    const id = await taken('gone');
    await reclaimLeases({...here.deps, isGone: holder => holder === 'gone'});
    assert.deepEqual((await stored(here.deps, id)).lease, {holder: 'gone', until: 0});
    const other = await taken('alive');
    await reclaimLeases({...here.deps, isGone: holder => holder === 'gone'});
    assert.equal((await stored(here.deps, other)).lease?.holder, 'alive');
  });

  it('left by a run that may have told people stays, also when the next run cannot take it', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'me', until: here.clock.now()};
    await change(here.store, id, it => ({...it, lease}));
    here.clock.advance(1);
    let tries = 0;
    const store: typeof here.store = {
      ...here.store,
      replace(one) {
        tries += 1;
        return tries === 1 ? Promise.resolve('stale') : here.store.replace(one);
      },
    };
    assert.deepEqual(await advance({...here.deps, store}, id), {kind: 'busy'});
    assert.equal((await stored(here.deps, id)).lease?.holder, 'me');
  });

  it('is given back at the end, also when the incident goes on later', async () => {
    here.world.enablingTakes = 10 * minute;
    const {id} = await opened(here.deps, gatewayEntry());
    await advance(here.deps, id);
    const waiting = await stored(here.deps, id);
    assert.equal(waiting.state, 'verifying');
    assert.equal(waiting.lease, undefined);
  });

  it('is renewed by each step: it outlasts a step, not the whole run', async () => {
    here.world.enablingTakes = 50_000;
    const {id} = await opened(here.deps, gatewayEntry());
    const left: number[] = [];
    here.world.before = async () => {
      const {lease} = await stored(here.deps, id);
      left.push((lease?.until ?? 0) - here.clock.now());
    };
    await advance(here.deps, id);
    assert.ok(left.length > 5);
    assert.equal(Math.min(...left), 3 * minute);
  });

  it('is over when a run fails, and stays, because nobody knows what the run has done', async () => {
    here.world.enablingTakes = 3 * minute;
    const {id} = await opened(here.deps, gatewayEntry());
    await advanced(here.deps, id);
    await receive(here.deps, webhookEntry());
    const explained: typeof here.store.explained = () => Promise.reject(new Error('disk full'));
    const failing = {...here.deps, store: {...here.store, explained}};
    here.clock.advance(4 * minute);
    await assert.rejects(advance(failing, id), /disk full/);
    const end = await stored(here.deps, id);
    assert.equal(end.state, 'resolved');
    assert.deepEqual(end.lease, {holder: 'me', until: here.clock.now()});

    // What it explained is looked at by the next run.
    await runUntilSettled(here.deps);
    const symptom = (await here.store.all()).find(one => one.id !== id);
    assert.equal(symptom?.work.nextLook, undefined);
    assert.equal((await stored(here.deps, id)).work.releases, undefined);
  });

  it('lets one of two at the same time go on', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    const both = await Promise.all([
      advance(here.deps, id),
      advance({...here.deps, holder: 'you'}, id),
    ]);
    assert.deepEqual(both.map(one => one.kind).sort(), ['advanced', 'busy']);
    assert.equal(here.world.writes.length, 1);
  });

  it('lets one of two processes at the same time tell people what is left to tell', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    here.chat.failing = true;
    for (let n = 0; n < 5; n += 1) {
      await advance(here.deps, id);
      here.clock.advance(15 * minute);
    }
    assert.equal((await stored(here.deps, id)).state, 'resolved');
    here.chat.failing = false;
    // What a process knows of its own work goes by its store: each has one, on the same data.
    const other = {...here.deps, store: {...here.store}, holder: 'other'};
    const done = await Promise.all([advance(here.deps, id), advance(other, id)]);
    assert.deepEqual(done.map(one => one.kind).sort(), ['advanced', 'busy']);
    assert.equal(here.chat.messages.length, 1);
  });

  it('that was lost in the middle stops the work before the next change', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    here.world.before = async verb => {
      if (verb !== 'serviceState') return;
      const lease = {holder: 'thief', until: here.clock.now() + minute};
      await change(here.store, id, it => ({...it, lease}));
    };
    assert.deepEqual(await advance(here.deps, id), {kind: 'busy'});
    assert.deepEqual(here.world.writes, []);
    assert.equal((await stored(here.deps, id)).lease?.holder, 'thief');
  });
});

describe('a lease that was never given back', () => {
  it('makes whoever comes next look before it posts, and tell once more later', async () => {
    const here = await rig();
    const {id} = await opened(here.deps, gatewayEntry());
    await advance(here.deps, id);
    const {revision} = (await stored(here.deps, id)).outbox;
    const lease = {holder: 'killed', until: here.clock.now() - 1};
    await change(here.store, id, it => ({
      ...it,
      lease,
      outbox: {...it.outbox, revision: it.outbox.revision + 1, dueAt: 0},
    }));
    here.chat.doubts.length = 0;

    await advance(here.deps, id);

    assert.deepEqual(here.chat.doubts, [1]);
    const next = await stored(here.deps, id);
    assert.equal(next.outbox.channels['chat']?.doubts, undefined);
    assert.equal(next.outbox.againAt, here.clock.now() + 10 * minute);
    await runUntilSettled(here.deps);
    here.clock.advance(10 * minute);
    const {length} = here.chat.messages;
    await sweep(here.deps);
    const end = await stored(here.deps, id);
    assert.equal(end.outbox.againAt, undefined);
    assert.equal(here.chat.messages.length, length + 1);
    assert.ok(end.outbox.revision > revision + 1);
  });

  it('makes whoever comes next look also where it was opened again since', async () => {
    const here = await rig();
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'killed', until: here.clock.now() - 1};
    // Posted and not stored, then opened again: no look of this run has been made.
    await change(here.store, id, it => ({...it, lease}));

    await advance(here.deps, id);

    assert.deepEqual(here.chat.doubts, [1]);
  });

  it('by a run that had nothing to tell, leaves no doubt: nobody reads of what its cause tells', async () => {
    const {deps, world, chat, store, clock} = await rig();
    world.enablingTakes = 10 * minute;
    world.disable(fleet.id);
    const cause = await opened(deps, gatewayEntry());
    await advance(deps, cause.id);
    await receive(deps, webhookEntry());
    const sign = (await store.all()).find(one => one.id !== cause.id);
    assert.ok(sign !== undefined);
    const {length} = chat.messages;
    // The process ends with its first read: its lease is in the store, and never given back.
    clock.advance(2 * minute);
    const read: typeof store.read = id =>
      id === sign.id ? store.read(id) : new Promise<never>(() => undefined);
    void advance({...deps, store: {...store, read}, holder: 'killed'}, sign.id);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual((await stored(deps, sign.id)).lease?.silent, true);

    clock.advance(4 * minute);
    await advance(deps, sign.id);

    assert.equal((await stored(deps, sign.id)).state, 'suppressed');
    assert.deepEqual((await stored(deps, sign.id)).outbox.channels, {});
    assert.equal(chat.messages.length, length);
  });

  it('by a run that was about to tell, leaves one', async () => {
    const {deps, clock, chat, store, world} = await rig();
    world.disable(fleet.id);
    const {id} = await opened(deps, gatewayEntry());
    const stuck = deps.channels.map(channel => ({
      ...channel,
      id: channel.id,
      deliver: () => new Promise<never>(() => undefined),
    }));
    void advance({...deps, store: {...store}, channels: stuck, holder: 'killed'}, id);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(resolve => setImmediate(resolve));
    assert.equal((await stored(deps, id)).lease?.silent, undefined);

    clock.advance(4 * minute);
    chat.doubts.length = 0;
    await advance(deps, id);

    assert.deepEqual(chat.doubts, [1]);
  });
});

describe('save', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
  });

  it('loses nothing of what intake counted and linked during an attempt', async () => {
    const {deps, world} = here;
    world.disable(fleet.id);
    const {id} = await opened(deps, gatewayEntry());
    let once = true;
    world.before = async verb => {
      if (verb !== 'enableService' || !once) return;
      once = false;
      await receive(deps, gatewayEntry(), webhookEntry(), webhookEntry({cluster: 'quay-2'}));
    };
    await runUntilSettled(deps);
    const end = await stored(deps, id);
    assert.equal(end.state, 'resolved');
    assert.equal(end.intake.entries.count, 2);
    assert.equal(end.intake.symptoms.length, 2);
    assert.equal(world.writes.length, 1);
  });

  it('takes an incident that was opened again meanwhile as it is', async () => {
    const {store} = here;
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'me', until: here.clock.now() + minute};
    const mine = await change(store, id, it => ({...it, lease}));
    assert.ok(mine !== undefined);
    await change(store, id, it => ({
      ...it,
      work: {...it.work, run: it.work.run + 1},
      symptom: 'theirs',
    }));
    const told = {chat: {revision: 1, ref: {posts: 1}}};
    const saved = await save(store, mine, {
      ...mine,
      symptom: 'mine',
      outbox: {...mine.outbox, channels: told},
    });
    assert.equal(saved.symptom, 'theirs');
    assert.deepEqual(saved.outbox.channels, told);
    assert.deepEqual(saved.lease, lease);
  });

  it('takes one that was released meanwhile, by what it thought explained it, as it is', async () => {
    const {store} = here;
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'me', until: here.clock.now() + minute};
    const mine = await change(store, id, it => ({
      ...it,
      lease,
      state: 'suppressed',
      reason: {kind: 'symptom-of', incident: 'cause'},
    }));
    assert.ok(mine !== undefined);
    await change(store, id, it => ({
      ...it,
      state: 'detected',
      reason: {kind: 'released', runbook: 'connect-gateway-disabled'},
    }));
    const saved = await save(store, mine, mine);
    assert.equal(saved.state, 'detected');
  });

  it('keeps a look that somebody asked for meanwhile, unless the incident has ended', async () => {
    const {store} = here;
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'me', until: here.clock.now() + minute};
    const looking = (nextLook?: number) => (it: Incident) => {
      const {nextLook: _before, ...work} = it.work;
      return {...it, lease, work: nextLook === undefined ? work : {...work, nextLook}};
    };
    const mine = await change(store, id, looking(20 * minute));
    assert.ok(mine !== undefined);
    await change(store, id, looking(minute));
    const saved = await save(store, mine, looking(15 * minute)(mine));
    assert.equal(saved.work.nextLook, minute);

    // What asks for nothing sooner than was known leaves ours as it is.
    await change(store, id, it => ({...it, symptom: 'theirs'}));
    const later = await save(store, saved, looking(15 * minute)(saved));
    assert.equal(later.work.nextLook, 15 * minute);

    await change(store, id, looking(minute));
    assert.equal((await save(store, later, looking()(later))).work.nextLook, undefined);
  });

  it('gives up when somebody else holds the incident', async () => {
    const {store} = here;
    const mine = await opened(here.deps, gatewayEntry());
    await change(store, mine.id, it => ({...it, lease: {holder: 'you', until: 1}}));
    await assert.rejects(save(store, mine, mine), StaleError);
  });

  it('gives up after ten writers that were faster', async () => {
    const {store} = here;
    const {id} = await opened(here.deps, gatewayEntry());
    const busy = {...store, replace: () => Promise.resolve('stale' as const)};
    await assert.rejects(
      change(busy, id, it => ({...it})),
      /10 other writers were faster/,
    );
    assert.equal(await change(store, 'nobody-1', it => ({...it})), undefined);
  });

  it('writes nothing for an edit that changes nothing', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    const before = here.store.count['replace'];
    await change(here.store, id, it => it);
    assert.equal(here.store.count['replace'], before);
  });

  it('lets twenty writers side by side count, each once', async () => {
    const {store} = here;
    const {id} = await opened(here.deps, gatewayEntry());
    const grow = () =>
      change(store, id, it => ({...it, work: {...it.work, rechecks: it.work.rechecks + 1}}));
    const all = await Promise.allSettled(Array.from({length: 8}, grow));
    const done = all.filter(one => one.status === 'fulfilled').length;
    assert.equal((await stored(here.deps, id)).work.rechecks, done);
  });
});
