import assert from 'node:assert/strict';
import {service} from '../../functions/wiring/service.ts';
import {webhookEntry} from '../support/entries.ts';
import {assertSpoken, membership, rig, shop} from '../support/fakes.ts';
import {until} from '../support/until.ts';

afterEach(assertSpoken);

describe('a flood in a process that does everything itself', () => {
  it('is worked on a few at a time, and all of it', async () => {
    const flood = 150;
    // Those that were handed over, and those of the sweep.
    const most = 32 + 16;
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
