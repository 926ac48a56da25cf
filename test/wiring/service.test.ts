import assert from 'node:assert/strict';
import {StoreError} from '../../functions/core/lib/error.ts';
import {service} from '../../functions/wiring/service.ts';
import {webhookEntry} from '../support/entries.ts';
import {assertSpoken, membership, rig, shop} from '../support/fakes.ts';
import {until} from '../support/until.ts';

afterEach(assertSpoken);

describe('a flood in a process that does everything itself', () => {
  it('is worked on a few at a time, and all of it', async () => {
    const flood = 150;
    // Those that were handed over, and those of the sweep.
    const most = 32 + 32;
    const {deps, world} = await rig();
    const names = Array.from({length: flood}, (_, n) => `quay-${n}`);
    const memberships = names.map(name => membership({membership: name}));
    world.mesh = {kind: 'enabled', memberships, unreachable: []};
    let inside = 0;
    let widest = 0;
    const {readers} = world;
    const project: typeof readers.project = async id => {
      // Of a look's two reads the one of the clusters' own project.
      if (id !== shop.id) return readers.project(id);
      inside += 1;
      widest = Math.max(widest, inside);
      await new Promise(done => setImmediate(done));
      inside -= 1;
      return readers.project(id);
    };
    // The timer never comes: what is swept is swept here.
    const clock = {now: () => deps.clock.now(), sleep: () => new Promise<void>(() => undefined)};
    const here = await service({...deps, clock, readers: {...readers, project}}, {local: true});

    for (const cluster of names) await here.receive(webhookEntry({cluster}));
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await here.sweep();

    await until('all of the flood is looked at', async () => {
      const all = await deps.store.all();
      return all.length === flood && all.every(one => one.state === 'no-action') ? true : undefined;
    });
    assert.ok(widest <= most, `${widest} at once`);
  });
});

describe('what is delivered again', () => {
  it('is not acknowledged as known before it is safe', async () => {
    const {deps} = await rig();
    let safe: () => void = () => undefined;
    const disk = new Promise<void>(resolve => (safe = resolve));
    const store = {...deps.store, synced: () => disk};
    const here = await service({...deps, store}, {local: false});
    const entry = webhookEntry();
    const acknowledged: string[] = [];
    const deliver = async (): Promise<void> => {
      acknowledged.push((await here.receive(entry)).kind);
    };
    const first = deliver();
    await until('it is stored', async () => (await deps.store.all())[0]);
    const second = deliver();
    await new Promise(done => setImmediate(done));
    assert.deepEqual(acknowledged, []);
    safe();
    await Promise.all([first, second]);
    assert.deepEqual(acknowledged.toSorted(), ['duplicate', 'opened']);
  });

  it('is refused again where the disk has refused it', async () => {
    const {deps} = await rig();
    const refused = new StoreError('store of a test: the disk answered with an I/O error');
    const store = {...deps.store, synced: () => Promise.reject(refused)};
    const here = await service({...deps, store}, {local: false});
    const entry = webhookEntry();
    for (let delivery = 1; delivery <= 2; delivery += 1)
      await assert.rejects(async () => here.receive(entry), refused);
  });
});
