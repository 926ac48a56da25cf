import assert from 'node:assert/strict';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {standing} from '../../../functions/core/incident/incident.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {advance} from '../../../functions/engine/remediate/advance.ts';
import {incidentsOf, opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, stalledEntry, upgradeEntry, webhookEntry} from '../../support/entries.ts';
import {
  assertSpoken,
  fleet,
  gateway,
  membership,
  rig,
  type Rig,
  shop,
  type World,
} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

/** Entries that anybody who may write to the log can write, which name nothing that is broken. */
const forgeries: Readonly<Record<string, (here: Rig) => Promise<void>>> = {
  'a stalled revision that names no cluster': async ({deps}) => {
    const forged = stalledEntry({project: shop.id});
    const resource = {type: 'k8s_cluster', labels: {project_id: shop.id}};
    await receive(deps, {...forged, resource});
  },
  'the same in the fleet’s own project': async ({deps}) => {
    const forged = stalledEntry({project: fleet.id});
    const resource = {type: 'k8s_cluster', labels: {project_id: fleet.id}};
    await receive(deps, {...forged, resource});
  },
  'a stalled revision of a cluster that does not exist': async ({deps}) => {
    await receive(deps, stalledEntry({cluster: 'ghost'}));
  },
  'a stalled revision of the very cluster': async ({deps}) => {
    await receive(deps, stalledEntry());
  },
  'complaints about a gateway that is on, again and again': async ({deps, clock}) => {
    for (let n = 0; n < 4; n += 1) {
      await receive(deps, gatewayEntry({at: clock.now()}));
      await runUntilSettled(deps);
      clock.advance(minute);
    }
  },
};

/** Real trouble, each with the entry that tells it. */
const troubles: Readonly<
  Record<string, {readonly breaks: (world: World) => void; readonly entry: typeof webhookEntry}>
> = {
  'a stalled control plane': {
    breaks: world => {
      world.fleetSays({controlPlane: 'STALLED'});
    },
    entry: stalledEntry,
  },
  'pods that the data plane gave up on': {
    breaks: world => {
      world.fail('pods', 'denied');
    },
    entry: upgradeEntry,
  },
  'such pods in a cluster that nobody has managed': {
    breaks: world => {
      world.fleetSays({controlPlane: 'DISABLED', management: 'MANAGEMENT_UNSPECIFIED'});
      world.fail('pods', 'denied');
    },
    entry: upgradeEntry,
  },
  'a webhook inside the cluster': {
    breaks: () => undefined,
    entry: parts => webhookEntry({...parts, tail: inCluster}),
  },
};

const inCluster = 'Post "https://istiod.istio-system.svc:443/inject": dial tcp: i/o timeout';

describe('law 9: what a forged entry opens explains nothing that is real', () => {
  for (const [what, forge] of Object.entries(forgeries)) {
    for (const [trouble, {breaks, entry}] of Object.entries(troubles)) {
      it(`${trouble} ends and is told as ever beside ${what}`, async () => {
        const played = async (attacked: boolean) => {
          const here = await rig();
          breaks(here.world);
          if (attacked) {
            await forge(here);
            await runUntilSettled(here.deps);
          }
          await receive(here.deps, entry({at: here.clock.now()}));
          await runUntilSettled(here.deps);
          const told = here.chat.messages.map(one => one.incident);
          return (await here.store.all()).map(({key, state, reason: {kind}, id}) => {
            return {key, state, kind, told: told.includes(id)};
          });
        };
        const [alone, ...more] = await played(false);
        assert.ok(alone?.told === true && more.length === 0, 'it is told where nobody forges');
        const attacked = await played(true);
        assert.deepEqual(
          attacked.filter(one => one.key === alone.key),
          [alone],
        );
      });
    }
  }
});

describe('law 9: whatever becomes of a cause, what it explained is looked at again', () => {
  const many = Array.from({length: 61}, (_, n) => `quay-${n}`);
  let here: Rig;

  /** The gateway is off, nobody may turn it on, and every cluster of the fleet is stalled. */
  beforeEach(async () => {
    here = await rig('observe');
    here.world.disable(fleet.id);
    const memberships = many.map(name => membership({membership: name, controlPlane: 'STALLED'}));
    here.world.mesh = {kind: 'enabled', memberships, unreachable: []};
    await opened(here.deps, gatewayEntry());
    await sweep(here.deps);
    for (const cluster of many) await receive(here.deps, stalledEntry({cluster}));
    assert.deepEqual(counted(await signs()), {suppressed: 61});
  });

  function signs(): Promise<readonly Incident[]> {
    return incidentsOf(here.deps, 'provisioning-stalled');
  }

  /** Time passes, and each minute whatever is due is worked on. */
  async function pass(minutes: number): Promise<void> {
    for (let n = 0; n < minutes; n += 1) {
      here.clock.advance(minute);
      await sweep(here.deps);
      await sweep(here.deps);
    }
  }

  function enabledByHand(): void {
    here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
  }

  it('all of them, when somebody ended the cause by hand', async () => {
    enabledByHand();
    await pass(26);
    assert.deepEqual(counted(await signs()), {blocked: 61});
    const told = new Set(here.chat.messages.map(one => one.incident));
    for (const {id} of await signs()) assert.ok(told.has(id), id);
  });

  it('and those that are well by then end without a word', async () => {
    enabledByHand();
    const memberships = many.map((name, n) =>
      membership({membership: name, controlPlane: n === 60 ? 'STALLED' : 'ACTIVE'}),
    );
    here.world.mesh = {kind: 'enabled', memberships, unreachable: []};
    // The cause is looked at each quarter of an hour; what it explained, at its end, before their own time.
    await pass(15);
    await sweep(here.deps);
    assert.equal((await signs()).filter(one => one.work.nextLook !== undefined).length, 1);
    await pass(11);
    assert.deepEqual(counted(await signs()), {suppressed: 60, blocked: 1});
    assert.equal(new Set(here.chat.messages.map(one => one.incident)).size, 2);
  });

  it('when nobody may look at the cause any more', async () => {
    here.world.fail('serviceState', 'denied');
    await pass(18);
    const [cause] = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.equal(cause?.state, 'blocked');
    await pass(18);
    assert.deepEqual(counted(await signs()), {blocked: 61});
  });

  it('also after a person was handed the cause: they stay with it while it is there, and no longer', async () => {
    for (let n = 0; n < 97; n += 1) {
      here.clock.advance(15 * minute);
      await sweep(here.deps);
      await sweep(here.deps);
    }
    const [cause, ...more] = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.deepEqual([cause?.state, more.length], ['failed', 0]);
    await pass(16);
    assert.deepEqual(counted(await signs()), {suppressed: 61});
    enabledByHand();
    await pass(18);
    assert.deepEqual(counted(await signs()), {blocked: 61});
  });

  it('when the cause was lost between two writes', async () => {
    const [first] = await signs();
    assert.ok(first !== undefined && standing(first.state) === 'closed');
    const gone = {kind: 'symptom-of', incident: 'nobody-1'} as const;
    await here.store.replace({
      ...first,
      state: 'suppressed',
      reason: gone,
      version: first.version + 1,
    });
    enabledByHand();
    await pass(26);
    assert.deepEqual(counted(await signs()), {blocked: 61});
  });
});

function counted(incidents: readonly Incident[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const {state} of incidents) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

describe('a cause that ends while its sign is being confirmed', () => {
  it('has the sign looked at at once, not with the next watch', async () => {
    const {deps, world, clock, store} = await rig('observe');
    world.disable(fleet.id);
    const memberships = [membership({controlPlane: 'STALLED'})];
    world.mesh = {kind: 'enabled', memberships, unreachable: []};
    const {id: cause} = await opened(deps, gatewayEntry());
    await sweep(deps);
    await receive(deps, stalledEntry());
    const [{id: sign} = {id: ''}] = await incidentsOf(deps, 'provisioning-stalled');
    assert.equal((await stored(deps, sign)).state, 'suppressed');
    clock.advance(minute + 1);
    let hasEnded = false;
    const racing: typeof store = {
      ...store,
      async read(id) {
        const found = await store.read(id);
        if (id !== cause || hasEnded) return found;
        hasEnded = true;
        world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
        await change(store, cause, it => ({...it, work: {...it.work, nextLook: clock.now()}}));
        await advance(deps, cause);
        return found;
      },
    };
    await advance({...deps, store: racing}, sign);
    assert.equal((await stored(deps, cause)).state, 'resolved');
    const {state, work} = await stored(deps, sign);
    const wait = (work.nextLook ?? Infinity) - clock.now();
    assert.ok(
      state !== 'suppressed' || wait <= 8 * minute,
      `${state}, looked at in ${wait / minute} min`,
    );
  });
});
