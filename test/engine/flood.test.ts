import assert from 'node:assert/strict';
import {poll} from '../../functions/engine/poll/poll.ts';
import {sweep} from '../../functions/engine/operate/sweep.ts';
import {incidentsOf, opened, receive, stored} from '../support/drive.ts';
import {
  buildEntry,
  gatewayEntry,
  refusal,
  stalledEntry,
  upgradeEntry,
  webhookEntry,
} from '../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig, shop} from '../support/fakes.ts';
import {minute} from '../support/incident.ts';

afterEach(assertSpoken);

const kinds = {
  'failing webhooks': webhookEntry,
  'stalled control planes': stalledEntry,
  'data planes that gave up': upgradeEntry,
  'builds for a cluster in no location': ({cluster = ''}: {readonly cluster?: string} = {}) =>
    buildEntry(refusal, {labels: {cluster_name: cluster}}),
};
const many = 2_000;

/** A flood of entries of clusters that do not exist, all at once. */
async function flood(
  {deps}: Rig,
  entry: (parts: {readonly cluster: string}) => unknown,
  count = many,
): Promise<void> {
  for (let n = 0; n < count; n += 1) await receive(deps, entry({cluster: `ghost-${n}`}));
}

describe('law 9: a flood of clusters that nobody knows', () => {
  for (const [what, entry] of Object.entries(kinds)) {
    it(`${what}: one message a project counts them, and each has its record`, async () => {
      const here = await rig();
      await flood(here, entry);
      for (let n = 0; n < 45; n += 1) {
        await sweep(here.deps);
        here.clock.advance(minute);
      }
      const all = await here.deps.store.all();
      assert.equal(all.length, many);
      const told = new Set(here.chat.messages.map(one => one.incident));
      assert.equal(told.size, 1, [...told].join(', '));
      const [teller] = all.filter(one => told.has(one.id));
      const {symptoms, unlisted = 0} = teller?.intake ?? {symptoms: []};
      assert.equal(symptoms.length + unlisted, many - 1);
      const rest = all.filter(one => one.id !== teller?.id);
      assert.ok(rest.every(one => one.state === 'suppressed' && one.work.nextLook === undefined));
    });
  }

  it('one whose run met ten others at the message that counts them has no message of its own', async () => {
    const here = await rig();
    const {id: teller} = await opened(here.deps, webhookEntry({cluster: 'ghost-0'}));
    await sweep(here.deps);
    const {id} = await opened(here.deps, webhookEntry({cluster: 'ghost-1'}));
    const {store} = here.deps;
    let others = 10;
    const busy: typeof store = {
      ...store,
      replace: one =>
        one.id === teller && (others -= 1) >= 0 ? Promise.resolve('stale') : store.replace(one),
    };
    await sweep({...here.deps, store: busy});
    assert.ok(others <= 0);
    for (let n = 0; n < 20; n += 1) {
      await sweep(here.deps);
      here.clock.advance(minute);
    }
    const told = new Set(here.chat.messages.map(one => one.incident));
    assert.deepEqual([...told], [teller]);
    assert.equal((await stored(here.deps, id)).state, 'suppressed');
  });

  it('delays no approval by more than a minute, however much came before it', async () => {
    const here = await rig('approve');
    await flood(here, webhookEntry, 10_000);
    await sweep(here.deps);
    here.clock.advance(1_000);
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry({at: here.clock.now()}));
    const since = here.clock.now();
    let at: number | undefined;
    for (let n = 0; n < 60 && at === undefined; n += 1) {
      await sweep(here.deps);
      if (here.chat.messages.some(one => one.incident === id)) at = here.clock.now();
      else here.clock.advance(minute);
    }
    assert.ok(at !== undefined && at - since <= minute, `told after ${(at ?? 0) - since} ms`);
    const [gateway] = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.equal(gateway?.state, 'awaiting-approval');
  });

  it('does not hide a cluster that the container API knows', async () => {
    const here = await rig();
    await receive(here.deps, webhookEntry({cluster: 'ghost-1'}));
    await sweep(here.deps);
    here.world.registered = {memberships: [], unreachable: []};
    here.world.clusters.set('harbour', here.world.cluster('harbour'));
    const placed = await opened(here.deps, webhookEntry({cluster: 'harbour'}));
    const named = await opened(here.deps, buildEntry(refusal, {labels: {cluster_name: 'harbour'}}));
    await sweep(here.deps);
    for (const {id} of [placed, named]) {
      assert.ok(here.chat.messages.some(one => one.incident === id));
    }
  });

  it('asks for no name that only an entry gave', async () => {
    const here = await rig();
    await receive(here.deps, webhookEntry({cluster: 'ghost-1'}));
    await sweep(here.deps);
    await poll(here.deps);
    assert.ok(here.world.calls.includes(`clusters ${shop.id}`));
    assert.ok(!here.world.calls.some(one => one.includes('ghost')));
  });
});
